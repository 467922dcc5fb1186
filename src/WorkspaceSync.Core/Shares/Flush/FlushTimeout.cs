using System.Globalization;

namespace WorkspaceSync;

/// <summary>Says what a flush was still waiting for when its time was up.</summary>
internal static class FlushTimeout
{
    private const int Names = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>The error, with what each side needs and some of the files.</summary>
    /// <param name="last">The sides as they were last seen.</param>
    /// <param name="restless">Files that changed again and again meanwhile.</param>
    public static async Task<SyncException> DescribeAsync(
        SyncNode node, string shareId, TimeSpan timeout, IReadOnlyList<SyncStatus> last, IReadOnlyList<string> restless, CancellationToken cancel)
    {
        List<string> waiting = [];
        foreach (SyncStatus side in await NowAsync(shareId, last, cancel).ConfigureAwait(false))
        {
            if (side.Health is SyncHealth.Scanning)
            {
                waiting.Add($"{side.Machine} is still scanning");
            }
            else if (side.NeedItems + side.NeedDeletes > 0)
            {
                waiting.Add($"{side.Machine} needs {Need(side.NeedItems, side.NeedBytes, side.NeedDeletes)}{await FilesAsync(side.Node!.Client.Database.GetNeedAsync(shareId, Names, cancel)).ConfigureAwait(false)}{Silence(side)}");
            }

            if (side.Errors > 0)
            {
                waiting.Add($"{side.Machine} could not take {string.Join(", ", (await FileErrorRefusal.ReadAsync(side, cancel).ConfigureAwait(false)).Take(Names).Select(FileErrorRefusal.Describe))}");
            }

            foreach (SyncDeviceStatus device in side.Devices)
            {
                bool speaksForItself = last.Any(other => other.Node!.DeviceId == device.DeviceId);
                waiting.Add(device switch
                {
                    { Connected: false } => $"{side.Machine} has no connection to {device.Name}",
                    _ when speaksForItself => "",
                    { CompletionPercent: null } => $"{device.Name} has sent no index",
                    _ when device.NeedItems + device.NeedDeletes > 0 =>
                        $"{device.Name} needs {Need(device.NeedItems, device.NeedBytes, device.NeedDeletes)}{await FilesAsync(side.Node!.Client.Database.GetRemoteNeedAsync(shareId, device.DeviceId, Names, cancel)).ConfigureAwait(false)}",
                    _ => "",
                });
            }
        }

        if (restless.Count > 0)
        {
            waiting.Add($"{string.Join(", ", restless.Take(Names).Select(PrintableText.Of))} {(restless.Count == 1 ? "keeps" : "keep")} changing");
        }

        waiting.RemoveAll(text => text.Length == 0);
        return new SyncException(
            SyncError.SyncTimeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{node}: '{shareId}' was not in sync within {timeout.TotalSeconds:0.###} s: {(waiting.Count == 0 ? "its daemons were still exchanging what they have" : string.Join("; ", waiting))}. Syncing goes on; wait longer with -Timeout, or look with Get-SyncStatus {shareId}."));
    }

    // What is waited for is what is true now, not when the last event came; a side that doesn't answer at once keeps what it said.
    private static async Task<IReadOnlyList<SyncStatus>> NowAsync(string shareId, IReadOnlyList<SyncStatus> last, CancellationToken cancel)
    {
        using CancellationTokenSource brief = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        brief.CancelAfter(s_patience);
        try
        {
            return await Task.WhenAll(last.Select(side => StatusReader.ReadOneAsync(side.Node!, shareId, brief.Token))).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SyncException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return last;
        }
    }

    // 2.x keeps to itself that it may not write into the directory: it rests, and tells no error.
    private static string Silence(SyncStatus side) => side.State == "idle" && side.Errors == 0
        ? $", and rests without saying why: may its Syncthing write in {side.Path}? Its log is in Export-SyncDiagnostic"
        : "";

    private static string Need(long? items, long? bytes, long? deletes) =>
        string.Create(CultureInfo.InvariantCulture, $"{items} item(s), {bytes} byte(s) and {deletes} deletion(s)");

    private static async Task<string> FilesAsync(IAsyncEnumerable<IndexEntry> needed)
    {
        List<string> names = [];
        try
        {
            await foreach (IndexEntry entry in needed.ConfigureAwait(false))
            {
                names.Add(PrintableText.Of(entry.Name));
            }
        }
        catch (SyncException)
        {
            return ""; // the list is a courtesy; the timeout is what is reported
        }

        return names.Count == 0 ? "" : $" ({string.Join(", ", names)}, …)";
    }
}
