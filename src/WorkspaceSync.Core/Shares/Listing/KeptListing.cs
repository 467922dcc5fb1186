namespace WorkspaceSync;

/// <summary>A listing that was taken before a scan that ended in a proof: what differs from it is all that has to be scanned.</summary>
/// <param name="Key">What has to be the same for it to hold: the daemon's start, the share's settings and its ignores.</param>
/// <param name="TakenAt">When it was taken.</param>
internal sealed record KeptListing(string Key, DateTimeOffset TakenAt, TreeListing Tree)
{
    // A full look once a day catches what no metadata shows.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>Whether it holds for a side as it is now.</summary>
    public bool HoldsFor(string key, TreeListing now) =>
        Key == key && Tree.RootMark == now.RootMark && DateTimeOffset.UtcNow - TakenAt < s_longest;
}
