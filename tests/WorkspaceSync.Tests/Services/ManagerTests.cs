using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>
/// Service managers that the test plays: programs of their names that write down how they were called, give recorded answers,
/// and start the real daemon. None of this was run on a Mac.
/// </summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class ManagerTests : IAsyncLifetime
{
    private readonly ServiceMachine _machine = ServiceMachine.Create();
    private readonly string _program = EveryProgramAttribute.Programs[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _machine.DisposeAsync().AsTask();

    [Fact]
    public async Task The_users_systemd_starts_and_stops_its_unit()
    {
        await _machine.WithDaemonAsync(_program);
        PlaySystemd("LoadState=loaded\nActiveState=inactive\nUnitFileState=enabled\nFragmentPath=/usr/lib/systemd/user/syncthing.service");
        SyncNode node = await _machine.StartAsync();
        Assert.NotEmpty(node.Version);
        Assert.Contains("--user start --no-block syncthing.service", Calls());
        Assert.False(Directory.Exists(Path.Join(_machine.Home, ".config/systemd"))); // the unit that was there is not replaced

        // What the kernel says of a process that systemd started.
        MachineSurvey survey = await _machine.SurveyAsync();
        survey = survey with
        {
            Lingers = false,
            Processes = [.. survey.Processes.Select(process => process with { Unit = "/user.slice/user-0.slice/user@0.service/app.slice/syncthing.service" })],
        };
        SyncthingProgram program = ProgramReader.Describe(_machine.Target, survey).Single(one => one.IsInUse);
        Assert.Equal((SyncthingStarter.SystemdUser, "syncthing.service", false, false), (program.StartedBy, program.Unit, program.SurvivesLogout, program.SurvivesReboot));
        await DaemonStop.RunAsync(_machine.Target, survey, TimeSpan.FromSeconds(20), isForced: false, _ => { }, CancellationToken.None);
        Assert.Contains("--user stop syncthing.service", Calls());
        Assert.Empty(_machine.Pids());
    }

    [Fact]
    public async Task A_persistent_start_writes_a_unit_that_systemd_accepts()
    {
        await _machine.WithDaemonAsync(_program);
        PlaySystemd("LoadState=not-found");
        await _machine.StartAsync(new StartOptions { IsPersistent = true });
        string unit = Path.Join(_machine.Home, ".config/systemd/user/syncthing.service");
        Assert.Contains("--user daemon-reload", Calls());
        Assert.Contains("--user enable --now --no-block syncthing.service", Calls());
        string text = await File.ReadAllTextAsync(unit);
        Assert.Contains($"ExecStart=\"{_machine.Bin}/syncthing\" \"serve\" \"--no-browser\" \"--no-restart\"", text, StringComparison.Ordinal);
        using Process verify = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", "--user", unit]) { RedirectStandardError = true })!;
        string complaints = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Assert.DoesNotContain("syncthing.service", complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_manager_that_refuses_is_quoted()
    {
        await _machine.WithDaemonAsync(_program);
        PlaySystemd("LoadState=loaded\nUnitFileState=enabled", start: "echo 'Failed to start syncthing.service: Unit is masked.' >&2; exit 1");
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => _machine.StartAsync());
        Assert.Equal(SyncError.ServiceManagerFailed, error.Error);
        Assert.Contains("Unit is masked", error.Message, StringComparison.Ordinal);
        Assert.Empty(_machine.Pids());
    }

    [Fact]
    public async Task Homebrew_starts_and_stops_its_service()
    {
        await _machine.WithDaemonAsync(_program);
        string cellar = Path.Join(_machine.Home, "homebrew/Cellar/syncthing/2.1.3/bin/syncthing");
        Directory.CreateDirectory(Path.GetDirectoryName(cellar)!);
        File.Copy(_program, cellar);
        File.Delete(Path.Join(_machine.Bin, "syncthing"));
        File.CreateSymbolicLink(Path.Join(_machine.Bin, "syncthing"), cellar);
        string home = Path.Join(_machine.Home, "Library/Application Support/Syncthing");
        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        Directory.Move(_machine.SyncthingHome.Directory, home);
        _machine.Command("uname", "case ${1-} in -m) echo arm64 ;; *) echo Darwin ;; esac");
        _machine.Command("brew", $"""
            echo "brew $*" >>"$HOME/calls"
            case "$*" in
              'services start syncthing') setsid "{cellar}" serve --no-browser "--home={home}" </dev/null >/dev/null 2>&1 & echo $! >"$HOME/agent"; echo '==> Successfully started `syncthing` (label: homebrew.mxcl.syncthing)' ;;
              'services stop syncthing') rm "$HOME/agent" ;;
            esac
            """);
        _machine.Command("launchctl", """
            echo "launchctl $*" >>"$HOME/calls"
            [ -f "$HOME/agent" ] || exit 0
            case "$*" in
              list) printf '%s\t0\thomebrew.mxcl.syncthing\n' "$(cat "$HOME/agent")" ;;
              'list homebrew.mxcl.syncthing') printf '{\n\t"Label" = "homebrew.mxcl.syncthing";\n\t"PID" = %s;\n};\n' "$(cat "$HOME/agent")" ;;
            esac
            """);
        MachineSurvey survey = await _machine.SurveyAsync();
        Assert.Equal("brew services", ManagerChoice.ToStart(_machine.Target, survey, isPersistent: false).Name);
        await _machine.StartAsync();
        SyncthingProgram program = (await _machine.ProgramsAsync()).Single(one => one.IsInUse);
        Assert.Equal((SyncthingSource.Homebrew, SyncthingStarter.Homebrew, "homebrew.mxcl.syncthing", home), (program.Source, program.StartedBy, program.Unit, program.ConfigPath));
        await _machine.StopAsync();
        Assert.Empty(_machine.Pids());
        Assert.Equal(["brew services start syncthing", "brew services stop syncthing"], Calls().Where(call => call.StartsWith("brew", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_launch_agent_is_well_formed()
    {
        string text = LaunchdManager.AgentText(DaemonLaunch.Of("/Users/a & b/bin/syncthing", null), "/Users/a & b");
        System.Xml.Linq.XDocument agent = System.Xml.Linq.XDocument.Parse(text);
        Assert.Equal("dict", agent.Root!.Elements().Single().Name.LocalName);
        Assert.Equal(["/Users/a & b/bin/syncthing", "serve", "--no-browser", "--no-restart"], agent.Descendants("array").Single().Elements().Select(word => word.Value));
    }

    private string[] Calls() => File.ReadAllLines(Path.Join(_machine.Home, "calls"));

    private void PlaySystemd(string unit, string? start = null) => _machine.Command("systemctl", $"""
        echo "$*" >>"$HOME/calls"
        case "$*" in
          '--user is-system-running') echo running ;;
          '--user show syncthing.service'*) printf '%s\n' '{unit}' ;;
          '--user start'* | '--user enable'*) {start ?? $"setsid \"{_machine.Bin}/syncthing\" serve --no-browser --no-restart </dev/null >/dev/null 2>&1 &"} ;;
          '--user is-active'*) echo active ;;
        esac
        """);
}
