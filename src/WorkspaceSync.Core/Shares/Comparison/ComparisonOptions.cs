namespace WorkspaceSync;

/// <summary>How two sides are compared.</summary>
/// <param name="Method">What is looked at.</param>
/// <param name="WithModes">Whether permissions count: they don't where a share doesn't sync them.</param>
internal sealed record ComparisonOptions(SyncComparisonMethod Method, bool WithModes);
