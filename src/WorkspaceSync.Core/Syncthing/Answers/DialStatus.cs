namespace WorkspaceSync;

/// <summary>How the last dial of an address went, as <c>system/status</c> tells it.</summary>
internal sealed class DialStatus
{
    /// <summary>When, in whole seconds.</summary>
    public DateTimeOffset When { get; init; }

    /// <summary>Go's words for what was in the way; null when it was connected.</summary>
    public string? Error { get; init; }
}
