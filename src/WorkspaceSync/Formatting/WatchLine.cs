namespace WorkspaceSync;

/// <summary>A share's state as one line of a log, for where there is no screen.</summary>
internal static class WatchLine
{
    /// <summary>When, where, what, and what is needed.</summary>
    public static string Of(SyncStatus status, DateTimeOffset at)
    {
        string need = NeedText.Of(status);
        List<string> parts = [$"{at:HH:mm:ss}", status.Machine, status.Share, HealthText.Of(status)];
        parts.AddRange(
        [
            .. need == "—" ? [] : new[] { need },
            .. status.Conflicts > 0 ? new[] { $"{status.Conflicts} conflict {(status.Conflicts == 1 ? "copy" : "copies")}" } : [],
            .. status.Errors > 0 ? new[] { $"{status.Errors} errors" } : [],
            .. status.Health is SyncHealth.Error or SyncHealth.Disconnected or SyncHealth.Paused or SyncHealth.NotShared && status.Reason is { } reason ? new[] { PrintableText.Of(reason) } : [],
        ]);
        return string.Join("  ", parts);
    }
}
