namespace WorkspaceSync;

/// <summary>Says why a daemon did not start, from the end of its log.</summary>
internal static class StartFailure
{
    public static SyncException Describe(ServiceTarget target, string log, string? portHolder)
    {
        string tail = Tail(log);
        if (Has(log, "address already in use"))
        {
            return new SyncException(
                SyncError.PortTaken,
                $"Syncthing does not start on {target.Where}: its port is taken{(portHolder is null ? "" : $" by {portHolder}")}. End that program, or give one of the two another port (<address> under <gui> in config.xml). The end of the log:{tail}");
        }

        if (Has(log, "another Syncthing instance", "is another instance", "resource temporarily unavailable"))
        {
            return new SyncException(
                SyncError.HomeLocked,
                $"Syncthing does not start on {target.Where}: another Syncthing has its database. Get-Syncthing{target.Option} shows which; Stop-Syncthing{target.Option} ends it. The end of the log:{tail}");
        }

        if (Has(log, "newer than supported"))
        {
            return new SyncException(
                SyncError.DowngradeRefused,
                $"Syncthing does not start on {target.Where}: its home was last used by a newer version than the program that was started. Get-Syncthing{target.Option} shows which there are; Install-Syncthing{target.Option} gets the newest. The end of the log:{tail}");
        }

        return Has(log, "no space left", "disk quota exceeded", "database or disk is full")
            ? new SyncException(SyncError.DiskFull, $"Syncthing does not start on {target.Where}: the disk is full. Free space there. The end of the log:{tail}")
            : new SyncException(SyncError.StartFailed, $"Syncthing ended right after it was started on {target.Where}. The end of its log says why:{tail}");
    }

    /// <summary>The last lines, each on its own line and fit for a terminal.</summary>
    public static string Tail(string log)
    {
        string[] lines = [.. log.Split('\n').Select(line => PrintableText.Of(line.TrimEnd())).Where(line => line.Length > 0).TakeLast(6)];
        return lines.Length == 0 ? " (it is empty)" : string.Concat(lines.Select(line => $"\n  {line}"));
    }

    private static bool Has(string log, params string[] words) => words.Any(word => log.Contains(word, StringComparison.OrdinalIgnoreCase));
}
