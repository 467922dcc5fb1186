using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>Streams to addresses of the far machine, and the ways to a host that lead through another.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class TunnelTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_tcp_address_there_is_a_stream_here_and_no_port()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        using RawServer web = new(request => RawServer.Json($"\"{request}\""));
        string before = Listening();
        using SocketsHttpHandler handler = new() { ConnectCallback = async (context, cancel) => await shell.OpenTcpAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel) };
        using HttpClient client = new(handler);

        Assert.Equal("\"GET /a\"", await client.GetStringAsync(new Uri(web.Uri, "a")));
        Assert.Equal(before, Listening());
        Assert.NotEmpty(before); // the web server's own

        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => shell.OpenTcpAsync("127.0.0.1", FreePort.Next(), s_none));
        Assert.Equal(SyncError.TunnelRefused, refused.Error);
    }

    [Fact]
    public async Task Much_goes_both_ways_through_many_tunnels_at_once()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        _ = EchoAsync(listener);
        byte[] bytes = new byte[3_000_000];
        Random.Shared.NextBytes(bytes);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using Stream stream = await shell.OpenTcpAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, s_none);
            Task write = stream.WriteAsync(bytes).AsTask();
            byte[] back = new byte[bytes.Length];
            await stream.ReadExactlyAsync(back);
            await write;
            Assert.True(bytes.AsSpan().SequenceEqual(back));
        })).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_tunnel_that_drops_fails_as_a_socket_does_and_says_why()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        await using Stream stream = await shell.OpenTcpAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, s_none);
        Task<int> read = stream.ReadAsync(new byte[10]).AsTask();
        server.DropConnections();

        IOException dropped = await Assert.ThrowsAsync<IOException>(() => read.WaitAsync(s_patience));
        Assert.Equal(SyncError.ConnectionLost, Assert.IsType<SyncException>(dropped.InnerException).Error);
        await Assert.ThrowsAsync<IOException>(() => stream.WriteAsync(new byte[10]).AsTask());
        await using Stream again = await shell.OpenTcpAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, s_none);
    }

    [Fact]
    public async Task A_tunnel_whose_far_end_closes_ends()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        await using Stream stream = await shell.OpenTcpAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, s_none);
        using (TcpClient far = await listener.AcceptTcpClientAsync())
        {
            await far.GetStream().WriteAsync("bye"u8.ToArray());
        }

        using StreamReader reader = new(stream);
        Assert.Equal("bye", await reader.ReadToEndAsync().WaitAsync(s_patience));
    }

    [Theory]
    [InlineData("AllowStreamLocalForwarding yes", false)]
    [InlineData("AllowStreamLocalForwarding no", true)]
    [InlineData("DisableForwarding yes", true)]
    public async Task A_unix_socket_there(string option, bool isBridged)
    {
        await using TestSshServer server = await TestSshServer.StartAsync([option]);
        TestPrompt prompt = new();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, prompt, s_none);
        string path = Path.Join(server.Home, "it's a socket");
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = EchoAsync(listener);
        byte[] bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);

        await using (Stream stream = await shell.OpenUnixSocketAsync(path, s_none))
        {
            Task write = stream.WriteAsync(bytes).AsTask();
            byte[] back = new byte[bytes.Length];
            await stream.ReadExactlyAsync(back).AsTask().WaitAsync(s_patience);
            await write;
            Assert.True(bytes.AsSpan().SequenceEqual(back));
        }

        Assert.Equal(isBridged, prompt.Told.Any(line => line.Contains("bridging", StringComparison.Ordinal)));
        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => shell.OpenUnixSocketAsync(path + "2", s_none));
        Assert.Equal(SyncError.TunnelRefused, refused.Error);
        Assert.Contains(path + "2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Through_a_jump_host_as_ssh_goes_there()
    {
        await using TestSshServer jump = await TestSshServer.StartAsync();
        await using TestSshServer server = await TestSshServer.StartAsync(clientOptions: [$"ProxyJump {jump.Alias}"], config: jump.Config);
        TestPrompt prompt = new();
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, prompt, s_none);

        Assert.Equal(server.Home + "\n", (await shell.RunAsync(new RemoteScript("pwd"), s_none)).Text);
        Assert.Contains(prompt.Told, line => line.Contains($"-W [127.0.0.1]:{server.Port}", StringComparison.Ordinal));
        Assert.Single(jump.Sessions);
        await RemoteHosts.Connector.CloseAsync(server.Alias);
        await Eventually.TrueAsync(() => jump.Sessions.Count == 0, s_patience);
    }

    [Fact]
    public async Task Through_two_of_them_with_user_and_port()
    {
        await using TestSshServer first = await TestSshServer.StartAsync();
        await using TestSshServer second = await TestSshServer.StartAsync(config: first.Config);
        await using TestSshServer server = await TestSshServer.StartAsync(
            clientOptions: [$"ProxyJump {first.Alias},{Environment.UserName}@{second.Alias}:{second.Port}"], config: first.Config);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);

        Assert.Equal(server.Home + "\n", (await shell.RunAsync(new RemoteScript("pwd"), s_none)).Text);
        Assert.Single(first.Sessions);
        Assert.Single(second.Sessions);
    }

    [Fact]
    public async Task Through_a_command()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(clientOptions: ["ProxyCommand bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & exec cat >&3'"]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        Assert.Equal(server.Home + "\n", (await shell.RunAsync(new RemoteScript("pwd"), s_none)).Text);

        server.Config.Add("broken", "ProxyCommand echo the gate is shut >&2; exit 1");
        SyncException broken = await Assert.ThrowsAsync<SyncException>(() => RemoteHosts.Connector.GetAsync("broken", new TestPrompt(), s_none));
        Assert.Equal(SyncError.HostUnreachable, broken.Error);
        Assert.Contains("the gate is shut", broken.Message, StringComparison.Ordinal);

        server.Config.Add("absent", "ProxyJump no-such-host.invalid");
        SyncException absent = await Assert.ThrowsAsync<SyncException>(() => RemoteHosts.Connector.GetAsync("absent", new TestPrompt(), s_none));
        Assert.Contains("no-such-host.invalid", absent.Message, StringComparison.Ordinal);
    }

    // The sockets of this process that listen: other tests' programs come and go.
    private static string Listening()
    {
        HashSet<string> ours = [.. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget ?? "")];
        return string.Join(' ', File.ReadLines("/proc/self/net/tcp").Concat(File.ReadLines("/proc/self/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == "0A" && ours.Contains($"socket:[{fields[9]}]"))
            .Select(fields => fields[1]).Order());
    }

    private static async Task EchoAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client = await listener.AcceptSocketAsync();
            _ = EchoOneAsync(client);
        }
    }

    private static async Task EchoAsync(Socket listener)
    {
        while (true)
        {
            Socket client = await listener.AcceptAsync();
            _ = EchoOneAsync(client);
        }
    }

    private static async Task EchoOneAsync(Socket client)
    {
        using NetworkStream stream = new(client, ownsSocket: true);
        await stream.CopyToAsync(stream);
    }
}
