using System.Globalization;

namespace WorkspaceSync;

/// <summary>One machine's part in how long it takes.</summary>
/// <param name="Machine">What it is called.</param>
/// <param name="Option">A command's option that means it; empty for this machine.</param>
/// <param name="ScanTime">How long it looked at its files.</param>
/// <param name="DiskWaitPercent">In how much of the last ten seconds something there waited for a disk; null where the system does not tell.</param>
/// <param name="Failing">What it cannot fetch or look at, each with the reason.</param>
internal sealed record SpeedSide(string Machine, string Option, TimeSpan ScanTime, double? DiskWaitPercent, IReadOnlyList<string> Failing)
{
    public static async Task<SpeedSide> AskAsync(SyncNode node, string option, IEnumerable<string> shares, TimeSpan scanTime, CancellationToken cancel)
    {
        List<string> failing = [];
        foreach (string share in shares)
        {
            FolderErrors errors = await node.Client.Folder.GetErrorsAsync(share, cancel).ConfigureAwait(false);
            failing.AddRange((errors.Errors ?? []).Select(entry => $"{entry.Path}: {entry.Error.Trim()}"));
        }

        RemoteResult? pressure = node.Machine is { } machine
            ? await machine.RunAsync(new RemoteScript("cat /proc/pressure/io 2>/dev/null"), cancel).ConfigureAwait(false)
            : null;
        return new SpeedSide(node.Name, option, scanTime, ReadPressure(pressure?.Text ?? ""), failing);
    }

    /// <summary>Reads Linux's own account of it: <c>some avg10=3.14 avg60=…</c>.</summary>
    public static double? ReadPressure(string text) =>
        text.Split(' ', '\n').FirstOrDefault(word => word.StartsWith("avg10=", StringComparison.Ordinal)) is { } word
        && double.TryParse(word["avg10=".Length..], CultureInfo.InvariantCulture, out double percent) ? percent : null;
}
