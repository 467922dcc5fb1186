namespace WorkspaceSync;

/// <summary>A route that a network hands out.</summary>
/// <param name="Target">The addresses that it leads to.</param>
/// <param name="Via">The gateway; null when they are on the network itself.</param>
public sealed record ZeroTierRoute(string Target, string? Via)
{
    /// <summary>The target, and the gateway when there is one.</summary>
    public override string ToString() => Via is null ? Target : $"{Target} via {Via}";
}
