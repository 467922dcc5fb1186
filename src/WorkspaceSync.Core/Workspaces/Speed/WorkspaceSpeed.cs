using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>Says what it is that makes a workspace slow: the link, the scan, a disk, or files that cannot be fetched.</summary>
/// <param name="Total">How long the flush took.</param>
/// <param name="RoundTrip">How long the other daemon takes for its smallest answer.</param>
/// <param name="ConnectionType">How Syncthing is connected, in its words; null when it is not.</param>
internal sealed record WorkspaceSpeed(string HostName, TimeSpan Total, TimeSpan RoundTrip, string? ConnectionType, SpeedSide Here, SpeedSide There)
{
    private const int Tries = 3;
    private const double BusyDisk = 20;

    private static readonly TimeSpan s_farAway = TimeSpan.FromMilliseconds(150), s_longScan = TimeSpan.FromSeconds(1);

    /// <summary>Looks; changes nothing.</summary>
    public static async Task<WorkspaceSpeed> AskAsync(RemoteWorkspace workspace, SyncNode local, SyncNode remote, SyncProof proof, CancellationToken cancel)
    {
        string[] shares = [.. workspace.Shares.Select(share => share.Id)];
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Tries; i++)
        {
            Stopwatch clock = Stopwatch.StartNew();
            await remote.Client.System.GetVersionAsync(cancel).ConfigureAwait(false);
            best = clock.Elapsed < best ? clock.Elapsed : best; // what one of them waited for is no property of the way
        }

        Connections connections = await local.Client.System.GetConnectionsAsync(cancel).ConfigureAwait(false);
        Connections.Entry? connection = connections.Devices.GetValueOrDefault(remote.DeviceId);
        return new WorkspaceSpeed(
            workspace.HostName,
            proof.Duration,
            best,
            connection is { Connected: true } ? connection.Type : null,
            await SpeedSide.AskAsync(local, "", shares, Longest(proof, share => share.ScanTime), cancel).ConfigureAwait(false),
            await SpeedSide.AskAsync(remote, $" -HostName {workspace.HostName}", shares, Longest(proof, share => share.RemoteScanTime), cancel).ConfigureAwait(false));
    }

    /// <summary>What it is, and what to do about it.</summary>
    public (Bottleneck What, string Detail) Judge()
    {
        SpeedSide slower = Here.ScanTime > There.ScanTime ? Here : There, busier = (Here.DiskWaitPercent ?? 0) > (There.DiskWaitPercent ?? 0) ? Here : There;
        if (new[] { Here, There }.FirstOrDefault(side => side.Failing.Count > 0) is { } failing)
        {
            return (Bottleneck.PullError, $"pull error: {failing.Failing.Count} file(s) on {failing.Machine} are tried again and again, such as {PrintableText.Of(failing.Failing[0])}. See Get-SyncError{failing.Option}");
        }

        if (ConnectionType?.StartsWith("relay", StringComparison.Ordinal) == true)
        {
            return (Bottleneck.Link, $"link: Syncthing's connection goes through a relay. Give the device an address: Set-SyncDevice NAME -Address tcp://ADDRESS:22000; the way there: Test-ZeroTierPath -HostName {HostName}");
        }

        if (RoundTrip > s_farAway)
        {
            return (Bottleneck.Link, $"link: the smallest answer of {HostName} takes {Milliseconds(RoundTrip)}. See Test-ZeroTierPath -HostName {HostName}, and ssh's ProxyJump");
        }

        if (busier.DiskWaitPercent > BusyDisk && Total > s_longScan)
        {
            return (Bottleneck.Disk, string.Create(CultureInfo.InvariantCulture, $"disk: something on {busier.Machine} waited for its disk in {busier.DiskWaitPercent:0} % of the last ten seconds. See who: iotop"));
        }

        return slower.ScanTime > s_longScan && slower.ScanTime > Total / 2
            ? (Bottleneck.Scan, $"scan: looking at the files on {slower.Machine} took {Seconds(slower.ScanTime)} of {Seconds(Total)}. Leave out what need not be synced: Add-SyncIgnore; what it is: Get-SyncIgnore")
            : (Bottleneck.None, $"nothing slows: {Seconds(Total)}, of it the scan here {Seconds(Here.ScanTime)}, there {Seconds(There.ScanTime)}; link {Milliseconds(RoundTrip)}{(ConnectionType is { } type ? $", {type}" : "")}");
    }

    private static TimeSpan Longest(SyncProof proof, Func<ShareProof, TimeSpan> time) => proof.Shares.Select(time).DefaultIfEmpty().Max();

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0#} s");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
