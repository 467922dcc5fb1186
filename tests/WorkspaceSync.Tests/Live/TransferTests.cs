using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>Measure-SyncTransfer and Show-SyncNode on real daemons.</summary>
public class TransferTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task EachSizeIsMeasuredAndNothingStays(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        string before = FileTree.Describe(pair.PathB(id));
        Assert.Empty(pair.Run("Measure-SyncTransfer $id -Node $a -ReferenceNode $b -WhatIf", ("id", id)).All<object>());
        IReadOnlyList<SyncTransfer> transfers = pair.Run("Measure-SyncTransfer $id -Node $a -ReferenceNode $b -Size 0, 300kb -Count 2 -Timeout 60", ("id", id)).All<SyncTransfer>();
        Assert.Equal([0, 0, 307_200, 307_200], transfers.Select(transfer => transfer.Size));
        Assert.All(transfers, transfer =>
        {
            Assert.Equal((id, pair.A.Name, pair.B.Name), (transfer.Share, transfer.From, transfer.To));
            Assert.InRange(transfer.Noticed, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(60));
            Assert.InRange(transfer.Duration, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(60));
        });
        Assert.True(transfers[^1].BytesPerSecond > 0);
        Assert.Equal(before, FileTree.Describe(pair.PathA(id)));
        Assert.Equal(before, FileTree.Describe(pair.PathB(id)));
    }

    [Theory]
    [EveryProgram]
    public async Task WhatCannotArriveIsNamedAndNothingStays(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        await pair.ApiB.PatchAsync($"config/folders/{id}", new { paused = true });
        pair.Run("Measure-SyncTransfer $id -Node $a -ReferenceNode $b -Timeout 20", ("id", id)).Error(SyncError.SharePaused);
        await pair.ApiB.PatchAsync($"config/folders/{id}", new { paused = false });
        Assert.DoesNotContain("workspacesync-measure", FileTree.Describe(pair.PathA(id)), StringComparison.Ordinal);
    }

    [Theory]
    [EveryProgram]
    public async Task AFarPageIsServedHereUntilItIsClosed(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        Assert.Equal(pair.A.Uri, pair.Run("Show-SyncNode -Node $a -NoBrowser -PassThru").One<Uri>());

        SyncthingEndpoint here = pair.A.Client.Endpoint;
        using PageTunnel tunnel = new(new SyncthingEndpoint
        {
            Uri = here.Uri,
            Key = here.Key,
            Tunnel = async cancel =>
            {
                TcpClient client = new();
                await client.ConnectAsync(here.Uri.Host, here.Uri.Port, cancel);
                return client.GetStream();
            },
        });
        Assert.Equal("127.0.0.1", tunnel.Uri.Host);
        Assert.NotEqual(here.Uri.Port, tunnel.Uri.Port);
        Task running = tunnel.RunAsync(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(30), CancellationToken.None);
        using (HttpClient browser = new(new SocketsHttpHandler { UseProxy = false }))
        {
            Assert.Contains("Syncthing", await browser.GetStringAsync(tunnel.Uri), StringComparison.Ordinal);
            using HttpResponseMessage api = await browser.GetAsync(new Uri(tunnel.Uri, "rest/system/status"));
            Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode); // the key is not given to whoever comes
            Assert.False(running.IsCompleted); // its connection is open still
        }

        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
