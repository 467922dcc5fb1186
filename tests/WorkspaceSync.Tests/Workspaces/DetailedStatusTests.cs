using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Get-SyncStatus -Detailed ties three together: Syncthing's connection, the ZeroTier peer, and the physical path.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class DetailedStatusTests(WorkspacePairs pairs) : IDisposable
{
    private const string Managed = "127.77.0.142";
    private readonly string _programs = Directory.CreateTempSubdirectory("wszt-bin-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_programs, recursive: true);
    }

    [Fact]
    public async Task The_way_of_each_connection_is_told_when_it_is_asked_for()
    {
        WorkspacePair pair = await pairs.GetAsync(EveryProgramAttribute.Programs[0]);
        string name = pair.Create();
        JToken device = await pair.ApiHere.GetAsync($"config/devices/{pair.There.DeviceId}");
        JToken addresses = device["addresses"]!;
        await pair.ApiHere.PatchAsync($"config/devices/{pair.There.DeviceId}", new { addresses = new JArray(addresses.Append($"tcp://{Managed}:22000")) });
        await pair.ConnectedAsync();
        PlayNeighbours();
        using (ZeroTierServer server = new("direct-again"))
        {
            server.Rewritten["172.25.253."] = "127.77.0.";
            server.Rewritten["192.168.0.142"] = "127.78.0.142";
            SyncDeviceStatus plain = Device("");
            Assert.Null(plain.Path);
            Assert.StartsWith("tcp-", plain.ConnectionType, StringComparison.Ordinal);
            Assert.StartsWith("127.0.0.1:", plain.ConnectionAddress, StringComparison.Ordinal);
            Assert.Matches("^ZeroTier direct, \\d+ ms through 127\\.78\\.0\\.142$", Device("-Detailed").Path);
            server.PeersOf = "relayed-traffic";

            CmdletResult result = Run("-Detailed -Verbose");
            SyncDeviceStatus relayed = Assert.Single(result.One<SyncStatus>().Devices);
            Assert.True(
                relayed.Path?.StartsWith("ZeroTier relayed", StringComparison.Ordinal) == true,
                $"{relayed.Path ?? "no way"}, connected: {relayed.Connected}, {relayed.ConnectionType} {relayed.ConnectionAddress}; the service was asked: {string.Join(", ", server.Requests)}; {string.Join(" ", result.Verbose)}");

            // A daemon that is busy for a while is waited for, and with it the way to its devices.
            string[] daemon = ["-f", "--", $"--home={pair.Sandbox.Daemons[0].Home.Directory}"];
            await KeyTool.RunAsync("pkill", ["-STOP", .. daemon]);
            Task<SyncDeviceStatus> late = Task.Run(() => Device("-Detailed"));
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            await KeyTool.RunAsync("pkill", ["-CONT", .. daemon]);
            Assert.StartsWith("ZeroTier relayed", (await late).Path, StringComparison.Ordinal);
        }

        CmdletResult without = Run("-Detailed -Verbose");
        Assert.Null(Assert.Single(without.One<SyncStatus>().Devices).Path); // there is no ZeroTier any more: no trouble
        Assert.Contains(without.Verbose, line => line.StartsWith("No way through ZeroTier is told. There is no ZeroTier here", StringComparison.Ordinal));
        await pair.ApiHere.PatchAsync($"config/devices/{pair.There.DeviceId}", new { addresses });
        pair.Remove(name);

        CmdletResult Run(string more) => pair.Run($"Get-SyncStatus $name {more}", ("name", name));
        SyncDeviceStatus Device(string more) => Assert.Single(Run(more).One<SyncStatus>().Devices);
    }

    private void PlayNeighbours()
    {
        string ip = Path.Join(_programs, "ip");
        File.WriteAllText(ip, $$"""
            #!/bin/sh
            [ "$*" = "-j neigh" ] || exit 1
            printf '%s' '[{"dst":"{{Managed}}","dev":"ztdyzs4nm5","lladdr":"02:31:6b:66:1e:5e","state":["REACHABLE"]}]'
            """);
        File.SetUnixFileMode(ip, (UnixFileMode)0b111_101_101);
        Environment.SetEnvironmentVariable("PATH", $"{_programs}:{_path}");
    }
}
