namespace WorkspaceSync;

/// <summary>What advice is made of.</summary>
internal sealed record PathFacts
{
    public required ZeroTierVerdict Verdict { get; init; }

    public required ZeroTierPeer Peer { get; init; }

    public required PathTarget Target { get; init; }

    public required StatusAnswer Status { get; init; }

    public required IReadOnlyList<ZeroTierNetwork> Networks { get; init; }

    public required IReadOnlyList<ZeroTierLink> Devices { get; init; }

    public required ProbeSeries Probes { get; init; }

    /// <summary>Whether a root was heard lately: without one no path is ever found.</summary>
    public required bool HasLiveRoot { get; init; }

    public required bool IsMac { get; init; }
}
