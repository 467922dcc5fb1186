using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Starting and ending real daemons where there is no service manager, on a machine with a home of its own.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class StartStopTests : IAsyncLifetime
{
    private readonly ServiceMachine _machine = ServiceMachine.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _machine.DisposeAsync().AsTask();

    [Theory]
    [EveryProgram]
    public async Task A_started_daemon_answers_is_left_alone_and_ends_whole(string program)
    {
        await _machine.WithDaemonAsync(program);
        SyncNode node = await _machine.StartAsync();
        Assert.Equal(SyncthingHome.DeviceIdOf(_machine.SyncthingHome.Directory)!.Value.ToString(), node.DeviceId);
        SyncthingProgram running = Assert.Single(await _machine.ProgramsAsync(), one => one.IsInUse);
        Assert.Equal(
            (Path.Join(_machine.Bin, "syncthing"), SyncthingStarter.WorkspaceSync, _machine.SyncthingHome.Directory, Environment.UserName, true, false),
            (running.Path, running.StartedBy, running.ConfigPath, running.User, running.SurvivesLogout, running.SurvivesReboot));
        Assert.Equal(node.Version, running.Version);
        Assert.InRange(running.Uptime!.Value, TimeSpan.FromSeconds(-2), TimeSpan.FromMinutes(2));
        Assert.Contains(running.ProcessId!.Value, _machine.Pids());

        string state = Path.Join(_machine.Home, ".local/state/WorkspaceSync");
        Assert.StartsWith($"{running.ProcessId} ", await File.ReadAllTextAsync(Path.Join(state, "syncthing.pid")), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(state, "syncthing.log")));

        IReadOnlyList<int> before = _machine.Pids();
        await _machine.StartAsync();
        Assert.Equal(before, _machine.Pids());

        Assert.Equal(running.ProcessId, (await _machine.StopAsync())!.ProcessId);
        Assert.Empty(_machine.Pids());
        Assert.Null(await _machine.StopAsync());
    }

    [Theory]
    [EveryProgram]
    public async Task A_new_home_has_no_folder_and_reports_to_nobody(string program)
    {
        File.CreateSymbolicLink(Path.Join(_machine.Bin, "syncthing"), program);
        string listen = $"tcp://127.0.0.1:{FreePort.Next()}";
        NewHome.MoreOptions = [("globalAnnounceEnabled", "false"), ("localAnnounceEnabled", "false"), ("relaysEnabled", "false"), ("natEnabled", "false"), ("listenAddress", listen)];
        try
        {
            SyncNode node = await _machine.StartAsync();
            using DaemonApi api = new(node.Uri, SyncthingHomeOf(node).ReadConfig().ApiKey);
            Assert.Empty((JArray)await api.GetAsync("config/folders"));
            JToken options = await api.GetAsync("config/options");
            Assert.Equal((-1, false, false), ((int)options["urAccepted"]!, (bool)options["crashReportingEnabled"]!, (bool)options["startBrowser"]!));
            Assert.Equal(listen, (string?)options["listenAddresses"]![0]);
            Assert.Equal("127.0.0.1", node.Uri.Host);
        }
        finally
        {
            NewHome.MoreOptions = [];
        }
    }

    [Fact]
    public async Task A_program_that_shows_no_environment_is_not_taken_for_this_users_daemon()
    {
        // As every program for an instant, when it begins and when it ends.
        string program = Path.Join(Directory.CreateDirectory(Path.Join(_machine.Home, "elsewhere")).FullName, "syncthing");
        File.Copy("/bin/sleep", program);
        ProcessStartInfo start = new(program, ["infinity"]);
        start.Environment.Clear();
        using Process sleeper = Process.Start(start)!;
        try
        {
            await Eventually.TrueAsync("it is that program", async () => await File.ReadAllTextAsync($"/proc/{sleeper.Id}/comm") == "syncthing\n");
            await _machine.WithDaemonAsync(EveryProgramAttribute.Programs[0]);
            MachineSurvey survey = await _machine.SurveyAsync();
            Assert.Empty(survey.Facts.Daemons);
            Assert.Empty(survey.Own);
            Assert.DoesNotContain(new LinuxProcessTable().FindDaemons(), daemon => daemon.ProcessId == sleeper.Id);
            await _machine.StartAsync();
            Assert.NotEmpty(_machine.Pids());
            await _machine.StopAsync();
            Assert.False(sleeper.HasExited);
        }
        finally
        {
            sleeper.Kill();
            await sleeper.WaitForExitAsync();
        }
    }

    [Theory]
    [EveryProgram]
    public async Task A_foreign_program_on_the_port_is_named_and_nothing_is_started(string program)
    {
        await _machine.WithDaemonAsync(program);
        string config = await File.ReadAllTextAsync(_machine.SyncthingHome.ConfigFile);
        using ForeignServer foreign = ForeignServer.Start(_machine.SyncthingHome.ReadEndpoint().Uri.Port);
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => _machine.StartAsync());
        Assert.Equal(SyncError.PortTaken, error.Error);
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.Empty(_machine.Pids());
        Assert.Equal(config, await File.ReadAllTextAsync(_machine.SyncthingHome.ConfigFile));
    }

    [Theory]
    [EveryProgram]
    public async Task The_log_tells_that_another_daemon_has_the_database(string program)
    {
        await _machine.WithDaemonAsync(program);
        string other = Path.Join(_machine.Home, "other-name"); // so that it is not found as a daemon
        File.Copy(program, other);
        string address = $"127.0.0.1:{FreePort.Next()}";
        using Process holder = Process.Start(new ProcessStartInfo(other, ["serve", "--no-browser", $"--home={_machine.SyncthingHome.Directory}", $"--gui-address={address}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = _machine.Home, ["STNOUPGRADE"] = "1" },
        })!;
        holder.OutputDataReceived += (_, _) => { };
        holder.BeginOutputReadLine();
        using DaemonApi api = new(new Uri($"http://{address}"), _machine.SyncthingHome.ReadConfig().ApiKey);
        try
        {
            await Eventually.TrueAsync("the other answers", async () =>
            {
                try
                {
                    return await api.GetAsync("system/status") is not null;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            });
            SyncException error = await Assert.ThrowsAsync<SyncException>(() => _machine.StartAsync());
            Assert.True(error.Error == SyncError.HomeLocked, error.ToString());
            Assert.Empty(_machine.Pids());
            Assert.NotNull(await api.GetAsync("system/status"));
        }
        finally
        {
            await api.PostAsync("system/shutdown");
            await holder.WaitForExitAsync();
        }
    }

    [Theory]
    [EveryProgram]
    public async Task What_a_killed_outer_process_leaves_is_ended_too(string program)
    {
        await _machine.WithDaemonAsync(program);
        await _machine.StartAsync();
        SyncthingProgram running = Assert.Single(await _machine.ProgramsAsync(), one => one.IsInUse);

        // An inner process that logs a line ends by itself, with its outer one gone: this is the last that a daemon at rest logs.
        string log = Path.Join(_machine.Home, ".local/state/WorkspaceSync/syncthing.log");
        await Eventually.TrueAsync("it has said all", async () => (await File.ReadAllTextAsync(log)).Contains(" performance", StringComparison.Ordinal));
        using (Process outer = Process.GetProcessById(running.ProcessId!.Value))
        {
            outer.Kill();
        }

        await Eventually.TrueAsync("the inner one is left", () => _machine.Pids().Count == 1);
        Assert.NotNull(await _machine.StopAsync());
        Assert.Empty(_machine.Pids());
    }

    [Theory]
    [EveryProgram]
    public async Task A_daemon_that_hangs_is_killed_only_when_that_was_said(string program)
    {
        await _machine.WithDaemonAsync(program);
        await _machine.StartAsync();
        await _machine.RunAsync(new RemoteScript("kill -s STOP \"$@\"", [.. _machine.Pids().Select(pid => $"{pid}")]), CancellationToken.None);
        MachineSurvey survey = await _machine.SurveyAsync();
        SyncException error = await Assert.ThrowsAsync<SyncException>(
            () => DaemonStop.RunAsync(_machine.Target, survey, TimeSpan.FromSeconds(1), isForced: false, _ => { }, CancellationToken.None));
        Assert.Equal(SyncError.StopFailed, error.Error);
        Assert.NotEmpty(_machine.Pids());
        await DaemonStop.RunAsync(_machine.Target, survey, TimeSpan.FromSeconds(1), isForced: true, _ => { }, CancellationToken.None);
        Assert.Empty(_machine.Pids());
    }

    [NeedingFact(Need.Root)]
    public async Task Another_users_daemon_is_named_and_left_alone()
    {
        string program = EveryProgramAttribute.Programs[0];
        await _machine.WithDaemonAsync(program);
        await _machine.RunAsync(new RemoteScript("chown -R nobody \"$HOME\"; chmod 755 \"$HOME\""), CancellationToken.None);
        using Process other = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=65534", "--clear-groups", program, "serve", "--no-browser", "--no-restart", $"--home={_machine.SyncthingHome.Directory}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = _machine.Home, ["STNOUPGRADE"] = "1" },
        })!;
        other.OutputDataReceived += (_, _) => { };
        other.BeginOutputReadLine();
        await Eventually.TrueAsync("it runs", async () => (await _machine.SurveyAsync()).Of(_machine.SyncthingHome.Directory).Count > 0);
        MachineSurvey survey = await _machine.SurveyAsync();
        SyncException error = Assert.Throws<SyncException>(() => DaemonStop.Find(_machine.Target, survey));
        Assert.Equal(SyncError.NotOurDaemon, error.Error);
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
        Assert.Contains(ProgramReader.Describe(_machine.Target, survey), one => one is { User: "nobody", IsInUse: false } && one.ConfigPath == _machine.SyncthingHome.Directory);
        Assert.False(other.HasExited);
        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();
    }

    [Fact]
    public async Task A_process_that_began_at_another_time_is_never_signalled()
    {
        using Process bystander = Process.Start("sleep", "600");
        try
        {
            Assert.Empty(await DaemonProcesses.EndAsync(_machine.Target, [(bystander.Id, "1")], "KILL", TimeSpan.Zero, CancellationToken.None));
            Assert.False(bystander.HasExited);
            Assert.Empty(await DaemonProcesses.EndAsync(_machine.Target, [(bystander.Id, ProcessStart.Of(bystander.Id)!)], "KILL", TimeSpan.FromSeconds(5), CancellationToken.None));
            await bystander.WaitForExitAsync();
        }
        finally
        {
            bystander.Kill();
        }
    }

    [Fact]
    public async Task Something_else_that_is_called_syncthing_is_shown_and_not_used()
    {
        string fake = _machine.Command("syncthing", "echo hello");
        SyncthingProgram found = Assert.Single(await _machine.ProgramsAsync(), one => one.Path == fake);
        Assert.Null(found.Version);
        Assert.False(found.IsInUse);
        MachineSurvey survey = await _machine.SurveyAsync() with { Programs = [new SurveyedProgram(fake, fake, "hello", "")] };
        SyncException error = Assert.Throws<SyncException>(() => DaemonStart.FindProgram(_machine.Target, survey));
        Assert.Equal(SyncError.SyncthingNotInstalled, error.Error);
        Assert.Contains($"{fake} is another program (hello)", error.Message, StringComparison.Ordinal);
    }

    private static SyncthingHome SyncthingHomeOf(SyncNode node) => SyncthingHome.At(node.ConfigPath!);
}
