namespace WorkspaceSync;

/// <summary>One route of a network.</summary>
internal sealed class RouteAnswer
{
    public string Target { get; set; } = "";

    /// <summary>The gateway; null when the target is the network itself.</summary>
    public string? Via { get; set; }
}
