namespace WorkspaceSync;

/// <summary>What an action waits for.</summary>
/// <param name="Name">The action's name.</param>
/// <param name="Node">The daemon that is listened to.</param>
/// <param name="Share">The share's id.</param>
/// <param name="On">The trigger.</param>
/// <param name="IsWanted">Which files matter, by their paths from the share's root; null is all.</param>
/// <param name="Quiet">How long nothing more has to happen before it is looked at.</param>
internal sealed record ActionRequest(string Name, SyncNode Node, string Share, SyncActionTrigger On, Func<string, bool>? IsWanted, TimeSpan Quiet)
{
    /// <summary>A share that never rests is looked at all the same, after so many times the quiet.</summary>
    public const int LongestInQuiets = 10;
}
