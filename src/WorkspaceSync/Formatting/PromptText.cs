using System.Globalization;

namespace WorkspaceSync;

/// <summary>A workspace's state in the few characters that a prompt has room for.</summary>
internal static class PromptText
{
    /// <summary>Name and state, conflicts when there are any, and the age when it is old.</summary>
    public static string Of(PromptState state, TimeSpan age, TimeSpan maxAge)
    {
        string conflicts = state.Conflicts > 0 ? string.Create(CultureInfo.CurrentCulture, $" !{state.Conflicts}") : "";
        return $"{state.Workspace} {Mark(state)}{conflicts}{(age > maxAge ? $" ({RelativeTime.Of(age)})" : "")}";
    }

    // Signs only for what is usual; what needs somebody is a word.
    private static string Mark(PromptState state) => state.Health switch
    {
        SyncHealth.InSync => "✓",
        SyncHealth.Syncing or SyncHealth.LocalBehind or SyncHealth.RemoteBehind => $"⇅{(state.NeedItems > 0 ? state.NeedItems.Value.ToString(CultureInfo.CurrentCulture) : "")}",
        SyncHealth.Scanning => "…",
        SyncHealth.NotShared => "not shared",
        SyncHealth.Error => state.Errors > 0 ? $"error ✗{state.Errors.Value.ToString(CultureInfo.CurrentCulture)}" : "error",
        SyncHealth other => other.ToString().ToLowerInvariant(),
    };
}
