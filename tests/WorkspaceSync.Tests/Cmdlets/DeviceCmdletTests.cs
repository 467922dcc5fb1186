using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Devices as they are made and read, by what the daemon has afterwards.</summary>
public class DeviceCmdletTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task ANewDeviceMayChangeNothingHere(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string mistyped = Stage.Stranger.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal).Replace('o', '0');
        SyncDevice device = pair.Run("New-SyncDevice $id gpu -Address gpu.example, tcp://10.0.0.2:22000 -Node $a", ("id", mistyped)).One<SyncDevice>();
        Assert.Equal((Stage.Stranger, "gpu", false, false), (device.DeviceId, device.Name, device.Introducer, device.AutoAcceptShares));
        JObject taken = (await pair.ApiA.FindAsync($"config/devices/{Stage.Stranger}"))!;
        Assert.Equal((false, false), ((bool?)taken["introducer"], (bool?)taken["autoAcceptFolders"]));
        Assert.Equal(["tcp://gpu.example", "tcp://10.0.0.2:22000"], taken["addresses"]!.ToObject<string[]>()!);
        pair.Run("Get-SyncDevice gpu -Node $a | Remove-SyncDevice").AssertNoErrors();
        Assert.Null(await pair.ApiA.FindAsync($"config/devices/{Stage.Stranger}"));
    }

    [Theory]
    [EveryProgram]
    public async Task AConnectedDeviceTellsHow(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        await pair.ConnectedAsync();
        SyncDevice device = pair.Run("Get-SyncDevice $b.DeviceId -Node $a").One<SyncDevice>();
        Assert.True(device is { Connected: true, Paused: false, ConnectedSince: not null, LastSeen: not null });
        Assert.Equal((pair.B.Name, pair.B.DeviceId, pair.B.Version), (device.Name, device.DeviceId, device.Version));
        Assert.StartsWith("127.0.0.1:", device.ConnectionAddress, StringComparison.Ordinal);
        Assert.StartsWith("tcp-", device.ConnectionType, StringComparison.Ordinal);
        Assert.Equal(device.DeviceId, pair.Run("Get-SyncDevice -Node $a | Where-Object Connected").One<SyncDevice>().DeviceId);
    }

    [Theory]
    [EveryProgram]
    public async Task APausedDeviceIsNotConnectedAndComesBack(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        Assert.True(pair.Run("Suspend-SyncDevice $name -Node $a -PassThru", ("name", pair.B.Name)).One<SyncDevice>().Paused);
        await Eventually.TrueAsync("b is gone", async () => (bool?)(await pair.ApiA.GetAsync("system/connections"))["connections"]![pair.B.DeviceId]!["connected"] == false);
        SyncDevice device = pair.Run("Get-SyncDevice -Node $a").One<SyncDevice>();
        Assert.True(device is { Connected: false, Paused: true, ConnectionAddress: null, ConnectionType: null, ConnectedSince: null, LastSeen: not null });
        pair.Run("Get-SyncDevice -Node $a | Resume-SyncDevice").AssertNoErrors();
        await pair.ConnectedAsync();
    }

    [Theory]
    [EveryProgram]
    public async Task SuspendingANodePausesItsDevicesAndNotItself(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        Assert.Same(pair.A, pair.Run("sync-pause $a -PassThru").One<SyncNode>());
        JToken[] devices = [.. await pair.ApiA.GetAsync("config/devices")];
        Assert.All(devices, device => Assert.Equal((string?)device["deviceID"] != pair.A.DeviceId, (bool?)device["paused"]));
        pair.Run("$a | sync-resume").AssertNoErrors();
        Assert.All(await pair.ApiA.GetAsync("config/devices"), device => Assert.False((bool?)device["paused"]));
        await pair.ConnectedAsync();
    }

    [Theory]
    [EveryProgram]
    public async Task ANameThatTwoHaveIsAmbiguous(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        pair.Run("New-SyncDevice $one -Name twin -Node $a; New-SyncDevice $other -Name second -Node $a", ("one", Stage.Stranger), ("other", Stage.Absent)).AssertNoErrors();
        await pair.ApiA.PatchAsync($"config/devices/{Stage.Absent}", new { name = "twin" });
        Assert.Equal("twin", pair.Run("Suspend-SyncDevice twin -Node $a").Error(SyncError.DeviceAmbiguous).TargetObject);
        Assert.Equal(2, pair.Run("Get-SyncDevice twin -Node $a").All<SyncDevice>().Count);
        pair.Run("Get-SyncDevice twin -Node $a | Remove-SyncDevice").AssertNoErrors();
        Assert.Equal(2, ((JArray)await pair.ApiA.GetAsync("config/devices")).Count);
    }
}
