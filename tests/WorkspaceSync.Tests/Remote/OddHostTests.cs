using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>Hosts that cannot be reached, that let nothing be run, and that have another shell than most.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class OddHostTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static readonly RemoteScript s_hello = new("echo hello");

    [Fact]
    public async Task What_cannot_be_reached_says_why()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        int port = FreePort.Next();
        server.Config.Add("refused", "HostName 127.0.0.1", $"Port {port}");
        SyncException refused = await FailAsync("refused", SyncError.HostUnreachable);
        Assert.StartsWith($"refused: 127.0.0.1 port {port}: connection refused.", refused.Message, StringComparison.Ordinal);

        SyncException unknown = await FailAsync("no-such-host.invalid", SyncError.HostNotFound);
        Assert.StartsWith("no-such-host.invalid: there is no host no-such-host.invalid", unknown.Message, StringComparison.Ordinal);
        foreach (string bad in (string[])["-oProxyCommand=touch", "", "a b", "a\nb", "\e[31m"])
        {
            await FailAsync(bad, SyncError.HostNotFound);
        }

        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        server.Config.Add("silent", "HostName 127.0.0.1", $"Port {((IPEndPoint)silent.LocalEndpoint).Port}", "ConnectTimeout 1");
        Stopwatch watch = Stopwatch.StartNew();
        SyncException slow = await FailAsync("silent", SyncError.HostUnreachable);
        Assert.Contains("within 1 s", slow.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 5);

        using RawServer web = new(_ => RawServer.Text("no", 404));
        server.Config.Add("web", "HostName 127.0.0.1", $"Port {web.Uri.Port}", "ConnectTimeout 3");
        await FailAsync("web", SyncError.HostUnreachable);

        await File.AppendAllTextAsync(server.Config.File, "Host *\n    NoSuchOption yes\n");
        SyncException config = await FailAsync(server.Alias, SyncError.SshConfigInvalid);
        Assert.Contains("nosuchoption", config.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_account_that_runs_nothing_says_what_it_said()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(["ForceCommand echo This account is for backups only."]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => shell.RunAsync(s_hello, s_none));

        Assert.Equal(SyncError.RemoteShellFailed, refused.Error);
        Assert.Contains("This account is for backups only.", refused.Message, StringComparison.Ordinal);

        await using TestSshServer none = await TestSshServer.StartAsync(["MaxSessions 0"]);
        IRemoteShell closed = await RemoteHosts.Connector.GetAsync(none.Alias, new TestPrompt(), s_none);
        Assert.Equal(SyncError.RemoteShellFailed, (await Assert.ThrowsAsync<SyncException>(() => closed.RunAsync(s_hello, s_none))).Error);
    }

    [Theory]
    [LoginShellData("zsh")]
    [LoginShellData("fish")]
    [LoginShellData("tcsh")]
    public async Task A_login_with_another_shell(string program)
    {
        await using TestSshServer server = await NamespaceSsh.StartAsync(program, ["PermitRootLogin yes"], []);
        await File.WriteAllTextAsync(Path.Join(server.Home, program.EndsWith("zsh", StringComparison.Ordinal) ? ".zshenv" : ".tcshrc"), "echo noise\n");
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        RemoteScript script = new("echo \"it's $1 !\"; exit 3", "a\n!!'\\");

        foreach (RemoteScript way in (RemoteScript[])[script, script with { WithLogin = true }])
        {
            RemoteResult result = await shell.RunAsync(way, s_none);
            Assert.Equal((3, "it's a\n!!'\\ !\n", ""), (result.ExitCode, result.Text, result.Errors));
        }
    }

    private static async Task<SyncException> FailAsync(string alias, SyncError expected)
    {
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => RemoteHosts.Connector.GetAsync(alias, new TestPrompt { Confirms = true }, s_none));
        Assert.True(error.Error == expected, error.ToString());
        Assert.DoesNotContain('\e', error.Message);
        return error;
    }
}
