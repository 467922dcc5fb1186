using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>What one side offers and the other answers.</summary>
public class PendingCmdletTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task AnOfferedShareIsAcceptedThroughThePipeline(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await OfferAsync(pair, "-Label Offered");
        SyncPending offer = pair.Run("Get-SyncPending Share -Node $b").All<SyncPending>().Single(one => one.Share == id);
        Assert.Equal((SyncPendingKind.Share, "Offered", pair.A.DeviceId, pair.A.Name), (offer.Kind, offer.Label, offer.DeviceId, offer.DeviceName));
        Assert.Same(pair.B, offer.Node);

        string before = await pair.ConfigsAsync();
        Assert.Empty(pair.Run("Get-SyncPending -Node $b | Approve-SyncShare -Path $root/b/$id -WhatIf", ("id", id)).All<object>());
        Assert.Equal(before, await pair.ConfigsAsync());
        Assert.False(Directory.Exists(pair.PathB(id)));

        SyncShare share = pair.Run("Get-SyncPending -Node $b | Approve-SyncShare -Path $root/b/$id", ("id", id)).One<SyncShare>();
        Assert.Equal((id, pair.PathB(id), pair.A.DeviceId), (share.Id, share.Path, Assert.Single(share.Devices).DeviceId));
        string after = await pair.ConfigsAsync();
        CmdletResult again = pair.Run("Approve-SyncShare $id $root/b/$id -Device $a -Node $b -Verbose", ("id", id));
        Assert.Equal(id, again.One<SyncShare>().Id);
        Assert.Contains(again.Verbose, line => line.Contains("already", StringComparison.Ordinal));
        Assert.Equal(after, await pair.ConfigsAsync());
    }

    [Theory]
    [EveryProgram]
    public async Task ADismissedOfferIsGoneAndNothingElse(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await OfferAsync(pair, "");
        string before = await pair.ConfigsAsync();
        pair.Run("Get-SyncPending -Node $b | Where-Object Share -eq $id | Deny-SyncPending -WhatIf", ("id", id)).AssertNoErrors();
        Assert.Contains(id, (await pair.ApiB.GetAsync("cluster/pending/folders")).Select(offer => ((JProperty)offer).Name));
        Assert.Empty(pair.Run("Get-SyncPending -Node $b | Where-Object Share -eq $id | Deny-SyncPending", ("id", id)).All<object>());
        Assert.DoesNotContain(id, (await pair.ApiB.GetAsync("cluster/pending/folders")).Select(offer => ((JProperty)offer).Name));
        Assert.Equal(before, await pair.ConfigsAsync());
        pair.Run("Remove-SyncShare $id -Node $a", ("id", id)).AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task ADeviceThatKnocksIsAccepted(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        pair.Run("Remove-SyncDevice $a.DeviceId -Node $b").AssertNoErrors();
        await Eventually.TrueAsync("a knocks at b", async () => ((JObject)await pair.ApiB.GetAsync("cluster/pending/devices")).ContainsKey(pair.A.DeviceId));
        SyncPending offer = pair.Run("Get-SyncPending -Kind Device -Node $b").One<SyncPending>();
        Assert.Equal((pair.A.DeviceId, pair.A.Name, null), (offer.DeviceId, offer.DeviceName, offer.Share));
        Assert.NotNull(offer.Address);

        SyncDevice device = pair.Run("Get-SyncPending -Node $b | Approve-SyncDevice").One<SyncDevice>();
        Assert.Equal((pair.A.DeviceId, pair.A.Name, false), (device.DeviceId, device.Name, device.AutoAcceptShares));
        CmdletResult again = pair.Run("Approve-SyncDevice $a.DeviceId -Node $b -Verbose");
        Assert.Equal(pair.A.DeviceId, again.One<SyncDevice>().DeviceId);
        Assert.Contains(again.Verbose, line => line.Contains("already", StringComparison.Ordinal));
        await pair.ConnectedAsync();
        Assert.Empty(pair.Run("Get-SyncPending -Kind Device -Node $b").All<object>());
    }

    // Returns when b has been offered it.
    private static async Task<string> OfferAsync(DaemonPair pair, string more)
    {
        string id = pair.NewId();
        await pair.ConnectedAsync();
        pair.Run($"New-SyncShare $root/a/$id -Device $b -Node $a {more}", ("id", id)).AssertNoErrors();
        await Eventually.TrueAsync($"{id} is offered", async () => ((JObject)await pair.ApiB.GetAsync("cluster/pending/folders")).ContainsKey(id));
        return id;
    }
}
