namespace WorkspaceSync.Tests;

/// <summary>How connections come, drop, come again and go.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class ConnectionTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly RemoteScript s_hello = new("echo hello");

    [Fact]
    public async Task One_connection_serves_all_who_ask_at_once()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell[] shells = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none)));

        Assert.Single(shells.Distinct());
        Assert.Single(server.Log, line => line.StartsWith("Connection from", StringComparison.Ordinal));
        Assert.Contains(server.Alias, RemoteHosts.Connector.Connected);
        Assert.Equal($"{Environment.UserName}@127.0.0.1:{server.Port}", shells[0].Destination);

        Assert.True(await RemoteHosts.Connector.CloseAsync(server.Alias));
        Assert.False(await RemoteHosts.Connector.CloseAsync(server.Alias));
        Assert.DoesNotContain(server.Alias, RemoteHosts.Connector.Connected);
        await Eventually.TrueAsync(() => server.Sessions.Count == 0, s_patience);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_others_along()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        using CancellationTokenSource stop = new();
        Task<IRemoteShell> first = RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), stop.Token);
        Task<IRemoteShell> second = RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("hello\n", (await (await second).RunAsync(s_hello, s_none)).Text);
    }

    [Fact]
    public async Task A_connection_that_dropped_is_made_again()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        await shell.RunAsync(s_hello, s_none);

        // What is sent before the drop is heard of may have run: that is another test's.
        async Task DropAsync()
        {
            server.DropConnections();
            await Eventually.TrueAsync(() => server.Sessions.Count == 0 && ((SshShell)shell).Host.Current is null, s_patience);
        }

        await DropAsync();
        Assert.Equal("hello\n", (await shell.RunAsync(s_hello, s_none)).Text);
        await DropAsync();
        await using (IRemoteProcess process = await shell.StartAsync(s_hello, s_none))
        {
            Assert.Equal(0, await process.WaitAsync(s_none));
        }

        await DropAsync();
        Assert.Same(shell, await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none));
    }

    [Fact]
    public async Task A_connection_that_drops_in_the_middle_is_named_and_nothing_is_run_twice()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        RemoteScript script = new("echo begun >> begun; sleep 3.0625");
        string begun = Path.Join(server.Home, "begun");

        foreach (RemoteScript way in (RemoteScript[])[script, script with { WithLogin = true }])
        {
            File.Delete(begun);
            Task<RemoteResult> run = shell.RunAsync(way, s_none);
            await Eventually.TrueAsync(() => File.Exists(begun), s_patience);
            server.DropConnections();

            SyncException lost = await Assert.ThrowsAsync<SyncException>(() => run.WaitAsync(s_patience));
            Assert.Equal(SyncError.ConnectionLost, lost.Error);
            Assert.StartsWith(server.Alias + ": the ssh connection was lost", lost.Message, StringComparison.Ordinal);
            Assert.Single(File.ReadAllLines(begun));
        }

        await using IRemoteProcess process = await shell.StartAsync(new RemoteScript("echo line; sleep 3.0625"), s_none);
        using StreamReader output = new(process.Output);
        Assert.Equal("line", await output.ReadLineAsync());
        server.DropConnections();
        Assert.Equal(SyncError.ConnectionLost, (await Assert.ThrowsAsync<SyncException>(() => output.ReadLineAsync().WaitAsync(s_patience))).Error);
        Assert.Equal(SyncError.ConnectionLost, (await Assert.ThrowsAsync<SyncException>(() => process.WaitAsync(s_none).WaitAsync(s_patience))).Error);
    }

    [Fact]
    public async Task A_host_that_answers_no_more_is_noticed()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(clientOptions: ["ServerAliveInterval 1", "ServerAliveCountMax 1"]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        int[] sessions = [.. server.Sessions];
        Task<RemoteResult> run = shell.RunAsync(new RemoteScript("touch begun; sleep 20"), s_none);
        await Eventually.TrueAsync(() => File.Exists(Path.Join(server.Home, "begun")), s_patience); // what has not begun would be begun anew
        await KeyTool.RunAsync("kill", ["-STOP", .. sessions.Select(id => $"{id}")]);
        try
        {
            SyncException lost = await Assert.ThrowsAsync<SyncException>(() => run.WaitAsync(s_patience));
            Assert.Contains("no sign of life", lost.Message, StringComparison.Ordinal);
        }
        finally
        {
            await KeyTool.RunAsync("kill", ["-CONT", .. sessions.Select(id => $"{id}")]);
        }
    }

    [Fact]
    public async Task The_server_may_ask_for_signs_of_life_too()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(["ClientAliveInterval 1", "ClientAliveCountMax 1"]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);

        Assert.Equal("still here\n", (await shell.RunAsync(new RemoteScript("sleep 4; echo still here"), s_none)).Text);
    }

    [Fact]
    public async Task Keys_are_exchanged_again_in_the_middle_of_much()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(["RekeyLimit 1M"]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        byte[] bytes = new byte[1_500_000];
        Random.Shared.NextBytes(bytes);
        RemoteResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shell.RunAsync(new RemoteScript("tee /dev/stderr") { Input = bytes }, s_none))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(results, result => Assert.True(bytes.AsSpan().SequenceEqual(result.Output)));
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        SshHost host = new(server.Alias);
        SshShell shell = new(host);
        await host.ConnectAsync(new TestPrompt(), s_none);
        await shell.RunAsync(s_hello, s_none);
        await using (IRemoteProcess process = await shell.StartAsync(new RemoteScript("sleep 20"), s_none))
        {
            host.CloseIfIdle(TimeSpan.Zero);
            Assert.NotNull(host.Current);
        }

        await Eventually.TrueAsync(() =>
        {
            host.CloseIfIdle(TimeSpan.Zero);
            return host.Current is null;
        }, s_patience);
        await Eventually.TrueAsync(() => server.Sessions.Count == 0, s_patience);
        Assert.Equal("hello\n", (await shell.RunAsync(s_hello, s_none)).Text);
        Assert.True(host.Close());
    }

    [Fact]
    public async Task Many_scripts_that_run_long_do_not_keep_others_from_running()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        IRemoteProcess[] processes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shell.StartAsync(new RemoteScript("echo on; read -r x"), s_none))).WaitAsync(s_patience);
        Assert.Equal("hello\n", (await shell.RunAsync(s_hello, s_none).WaitAsync(s_patience)).Text);
        Assert.InRange(server.Sessions.Count, 2, 4);
        foreach (IRemoteProcess process in processes)
        {
            await process.DisposeAsync();
        }

        await RemoteHosts.Connector.CloseAsync(server.Alias);
        await Eventually.TrueAsync(() => server.Sessions.Count == 0, s_patience);
    }
}
