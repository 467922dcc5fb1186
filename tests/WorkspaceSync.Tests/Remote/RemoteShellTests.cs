using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Scripts on a far machine, through a real sshd.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class RemoteShellTests : IAsyncLifetime
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private TestSshServer _server = null!;
    private IRemoteShell _shell = null!;

    public async Task InitializeAsync()
    {
        _server = await TestSshServer.StartAsync();
        _shell = await RemoteHosts.Connector.GetAsync(_server.Alias, new TestPrompt(), s_none);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_script_gives_its_output_its_errors_and_its_exit_code()
    {
        RemoteScript script = new("printf '%s|' \"$@\"; echo oops >&2; echo \"$HOME\"; pwd; exit 7", "a b", "", "it's\nü");
        foreach (RemoteScript way in (RemoteScript[])[script, script with { WithLogin = true }, script with { Input = Array.Empty<byte>() }])
        {
            RemoteResult result = await _shell.RunAsync(way, s_none);

            Assert.Equal(7, result.ExitCode);
            Assert.Equal($"a b||it's\nü|{_server.Home}\n{_server.Home}\n", result.Text);
            Assert.Equal("oops\n", result.Errors);
        }
    }

    [Fact]
    public async Task One_script_leaves_nothing_to_the_next()
    {
        await _shell.RunAsync(new RemoteScript("cd /; x=1; set -e; umask 0; trap 'echo trapped' EXIT; exec 3>&1; readonly r=1; printf 'no newline'"), s_none);
        RemoteResult result = await _shell.RunAsync(new RemoteScript("false; echo \"$PWD|$x|$r|$#\"; umask; cat"), s_none);

        Assert.Equal($"{_server.Home}|||0\n0022\n", result.Text);
        foreach (string odd in (string[])["echo 'unclosed", "if", "}", "exit 300", "exec echo x", "kill -9 $(sh -c 'echo $PPID')", "\\", "# comment", "", "cat <<E\nhere\nE", ")"])
        {
            _ = await _shell.RunAsync(new RemoteScript(odd), s_none);
            Assert.Equal("fine\n", (await _shell.RunAsync(new RemoteScript("echo fine"), s_none)).Text);
        }
    }

    [Fact]
    public async Task Bytes_come_as_they_are_both_ways_however_many()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(5_000_000);
        RemoteResult echoed = await _shell.RunAsync(new RemoteScript("cat; head -c 300000 /dev/zero >&2") { Input = bytes }, s_none);
        Assert.True(bytes.AsSpan().SequenceEqual(echoed.Output));
        Assert.Equal(300_000, echoed.Errors.Length);

        await File.WriteAllBytesAsync(Path.Join(_server.Home, "bytes"), bytes);
        RemoteResult held = await _shell.RunAsync(new RemoteScript("cat bytes"), s_none);
        Assert.True(bytes.AsSpan().SequenceEqual(held.Output));

        string longText = new('x', 400_000); // more than any command line
        Assert.Equal("400000", (await _shell.RunAsync(new RemoteScript("printf %s \"${#1}\"", longText), s_none)).Text);
        Assert.Equal("400000", (await _shell.RunAsync(new RemoteScript("printf %s \"${#1}\"", longText) { WithLogin = true }, s_none)).Text);
    }

    [Fact]
    public async Task A_slow_reader_holds_back_the_writer_there()
    {
        await using IRemoteProcess process = await _shell.StartAsync(new RemoteScript("i=0; while [ $i -lt 400 ]; do head -c 65536 /dev/zero; i=$((i+1)); echo $i > written; done"), s_none);
        byte[] start = new byte[1000];
        await process.Output.ReadExactlyAsync(start);
        string written = Path.Join(_server.Home, "written");
        await Eventually.TrueAsync(() => File.Exists(written), s_patience);
        string before;
        do
        {
            before = await File.ReadAllTextAsync(written);
            await Task.Delay(300);
        }
        while (before != await File.ReadAllTextAsync(written));

        Assert.InRange(int.Parse(before), 1, 200); // it stands still, long before its end
        long rest = 0;
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = await process.Output.ReadAsync(buffer)) > 0;)
        {
            rest += count;
        }

        Assert.Equal(400 * 65536 - 1000, rest);
        Assert.Equal(0, await process.WaitAsync(s_none));
    }

    [Theory]
    [InlineData("echo Welcome; echo 'unread mail' >&2; printf 'no newline'")]
    [InlineData("head -c 100000 /dev/urandom; head -c 100000 /dev/urandom >&2")]
    [InlineData("set -x; cd /; PS4='+ noise '; alias printf=false; alias exec=false")]
    public async Task What_rc_files_say_is_not_the_answer(string noise)
    {
        await File.WriteAllTextAsync(Path.Join(_server.Home, ".bashrc"), noise + "\n");
        RemoteResult own = await _shell.RunAsync(new RemoteScript("echo answer; echo error >&2") { WithLogin = true }, s_none);
        RemoteResult held = await _shell.RunAsync(new RemoteScript("echo answer; echo error >&2"), s_none);

        Assert.Equal(("answer\n", "error\n"), (own.Text, own.Errors));
        Assert.Equal(("answer\n", "error\n"), (held.Text, held.Errors));
    }

    [Fact]
    public async Task A_slow_rc_file_is_waited_for_once()
    {
        await File.WriteAllTextAsync(Path.Join(_server.Home, ".bashrc"), "sleep 1\n");
        await _shell.RunAsync(new RemoteScript("true"), s_none);
        Stopwatch watch = Stopwatch.StartNew();
        for (int count = 0; count < 20; count++)
        {
            await _shell.RunAsync(new RemoteScript("true"), s_none);
        }

        Assert.InRange(watch.ElapsedMilliseconds, 0, 900);
    }

    [Fact]
    public async Task Fifty_scripts_at_once()
    {
        Task<RemoteResult>[] results = [.. Enumerable.Range(0, 50).Select(number => _shell.RunAsync(
            new RemoteScript("echo $1; echo err$1 >&2; exit $1", $"{number}") { WithLogin = number % 3 == 0 }, s_none))];
        foreach ((RemoteResult result, int number) in (await Task.WhenAll(results).WaitAsync(TimeSpan.FromSeconds(60))).Select((result, number) => (result, number)))
        {
            Assert.Equal((number, $"{number}\n", $"err{number}\n"), (result.ExitCode, result.Text, result.Errors));
        }
    }

    [Theory]
    [InlineData("MaxSessions 2")]
    [InlineData("MaxSessions 5")]
    public async Task Fifty_at_once_where_the_server_allows_few(string limit)
    {
        await using TestSshServer strict = await TestSshServer.StartAsync([limit]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(strict.Alias, new TestPrompt(), s_none);
        Task<RemoteResult>[] results = [.. Enumerable.Range(0, 50).Select(number => shell.RunAsync(new RemoteScript("echo $1", $"{number}") { WithLogin = number % 2 == 0 }, s_none))];

        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}\n"), (await Task.WhenAll(results).WaitAsync(TimeSpan.FromSeconds(60))).Select(result => result.Text));
    }

    [Fact]
    public async Task A_started_script_is_read_and_fed_while_it_runs()
    {
        await using IRemoteProcess process = await _shell.StartAsync(new RemoteScript("while read -r line; do echo \"got $line\"; done; echo bye >&2; exit 4"), s_none);
        using StreamReader output = new(process.Output);
        foreach (string word in (string[])["one", "two"])
        {
            await process.Input.WriteAsync(Encoding.UTF8.GetBytes(word + "\n"));
            Assert.Equal("got " + word, await output.ReadLineAsync());
        }

        await process.Input.DisposeAsync();
        Assert.Equal(4, await process.WaitAsync(s_none));
        Assert.Null(await output.ReadLineAsync());
        using StreamReader errors = new(process.Errors);
        Assert.Equal("bye\n", await errors.ReadToEndAsync());
    }

    [Fact]
    public async Task A_signal_reaches_the_whole_group()
    {
        await using IRemoteProcess process = await _shell.StartAsync(new RemoteScript("trap 'echo interrupted; exit 5' INT; (trap 'echo child; exit' INT; echo ready; while :; do sleep 0.05; done) & wait; wait"), s_none);
        using StreamReader output = new(process.Output);
        Assert.Equal("ready", await output.ReadLineAsync());
        await process.SignalAsync("TERM", s_none);

        Assert.Equal(143, await process.WaitAsync(s_none).WaitAsync(s_patience));
    }

    [Fact]
    public async Task Disposing_and_cancelling_leave_nothing_behind()
    {
        string mark = $"{Random.Shared.Next(100000, 999999)}.5";
        RemoteScript script = new("sh -c \"sleep $1 & sleep $1 & wait\" & echo ready; nohup sleep $1 >/dev/null 2>&1 & wait", mark);

        IRemoteProcess process = await _shell.StartAsync(script, s_none);
        await Eventually.TrueAsync(() => ProcessTree.IsAny("sleep " + mark), s_patience);
        await process.DisposeAsync();
        await Eventually.TrueAsync(() => !ProcessTree.IsAny(mark), s_patience);

        using CancellationTokenSource stopStart = new();
        await using IRemoteProcess second = await _shell.StartAsync(script, stopStart.Token);
        await Eventually.TrueAsync(() => ProcessTree.IsAny("sleep " + mark), s_patience);
        stopStart.Cancel();
        await Eventually.TrueAsync(() => !ProcessTree.IsAny(mark), s_patience);

        foreach (RemoteScript way in (RemoteScript[])[script, script with { WithLogin = true }])
        {
            using CancellationTokenSource stopRun = new();
            Task<RemoteResult> run = _shell.RunAsync(way, stopRun.Token);
            await Eventually.TrueAsync(() => ProcessTree.IsAny("sleep " + mark), s_patience);
            stopRun.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            await Eventually.TrueAsync(() => !ProcessTree.IsAny(mark), s_patience);
        }

        Assert.Equal("fine\n", (await _shell.RunAsync(new RemoteScript("echo fine"), s_none)).Text);
    }

    [Fact]
    public async Task What_a_script_started_for_good_survives_the_next_one_that_is_stopped()
    {
        string mark = $"{Random.Shared.Next(100000, 999999)}.25";
        await _shell.RunAsync(new RemoteScript("nohup sleep $1 >/dev/null 2>&1 </dev/null &", mark), s_none);
        using CancellationTokenSource stop = new();
        Task<RemoteResult> run = _shell.RunAsync(new RemoteScript("touch begun; sleep 1000.125"), stop.Token);
        await Eventually.TrueAsync(() => File.Exists(Path.Join(_server.Home, "begun")), s_patience);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Eventually.TrueAsync(() => !ProcessTree.IsAny("sleep 1000.125"), s_patience);

        Assert.True(ProcessTree.IsAny("sleep " + mark));
        await _shell.RunAsync(new RemoteScript("pkill -f \"sleep $1\"", mark), s_none);
    }

    [Fact]
    public async Task Variables_are_sent_as_ssh_sends_them()
    {
        Environment.SetEnvironmentVariable("LC_WORKSPACESYNC", "a 'value'");
        await using TestSshServer server = await TestSshServer.StartAsync(["AcceptEnv LC_* WS_*"], ["SendEnv LC_W*", "SetEnv WS_SET=set"]);
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(server.Alias, new TestPrompt(), s_none);
        (_, string ssh, _) = await KeyTool.TryAsync("ssh", ["-F", server.Config.File, server.Alias, "echo $LC_WORKSPACESYNC $WS_SET"]);

        Assert.Equal("a 'value' set\n", ssh);
        Assert.Equal(ssh, (await shell.RunAsync(new RemoteScript("echo $LC_WORKSPACESYNC $WS_SET") { WithLogin = true }, s_none)).Text);
        Assert.Equal("\n", (await shell.RunAsync(new RemoteScript("echo $LC_WORKSPACESYNC $WS_SET"), s_none)).Text);
    }

    [Fact]
    public async Task Nothing_of_a_script_stands_in_the_list_of_processes()
    {
        foreach (bool isLogin in (bool[])[false, true])
        {
            RemoteResult result = await _shell.RunAsync(new RemoteScript("ps -A -o args=", "a-secret-of-the-test") { WithLogin = isLogin }, s_none);
            Assert.DoesNotContain("a-secret-of-the-test", result.Text, StringComparison.Ordinal);
        }
    }
}
