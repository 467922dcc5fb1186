namespace WorkspaceSync.Tests;

/// <summary>The doctor's rows about files, about both machines of a workspace, and about ZeroTier.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class DoctorPairTests : DoctorTestBase
{
    [NeedingFact(Need.Root)]
    public async Task A_directory_that_may_not_be_written()
    {
        string folder = Directory.CreateDirectory(Path.Join(Pair.PathB(Share), "closed")).FullName;
        await ScanAsync(Pair.ApiB);
        await Eventually.TrueAsync("a has the directory", () => Directory.Exists(Path.Join(Pair.PathA(Share), "closed")));
        using (new ImmutableFile(Path.Join(Pair.PathA(Share), "closed")))
        {
            FileTree.Write(folder, "new.txt", "new");
            await ScanAsync(Pair.ApiB);
            SetupCheck row = await RowAsync($"folder {Share}", SetupStatus.Fail);
            Assert.Contains("new.txt", row.Detail, StringComparison.Ordinal);
        }

        FileTree.Write(folder, "another.txt", "it tries again after a minute, or when there is more to take");
        await ScanAsync(Pair.ApiB);
        await RowAsync($"folder {Share}", SetupStatus.Pass, TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task A_key_that_is_another_in_the_file()
    {
        string file = Path.Join(Pair.A.ConfigPath, "config.xml");
        SetupCheck row = null!;
        await Eventually.TrueAsync("the key is refused", async () =>
        {
            string text = await File.ReadAllTextAsync(file); // the daemon may be writing what was changed last
            await File.WriteAllTextAsync(file, text.Replace(Pair.ApiA.Key, "anotherkey", StringComparison.Ordinal));
            row = (await Visit.ExamineAsync()).Rows.Single(one => one.Component == "Syncthing");
            return row.Status == SetupStatus.Fail;
        });
        Assert.Contains("does not accept the API key", row.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Restart-Syncthing", row.Fix, StringComparison.Ordinal);
        Pair.Run("Restart-Syncthing -Node $a").AssertNoErrors();
        await RowAsync("Syncthing", SetupStatus.Pass);
    }

    [Fact]
    public async Task A_web_page_on_tls_is_well()
    {
        await Pair.ApiA.PatchAsync("config/gui", new { useTLS = true });
        SetupCheck row = await RowAsync("GUI", SetupStatus.Pass, detail: "TLS");
        Assert.EndsWith("TLS", row.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignores_that_differ_and_a_git_that_travels_in_part()
    {
        FileTree.Write(Pair.PathA(Share), ".git/HEAD", "ref: refs/heads/main");
        Directory.CreateDirectory(Path.Join(Pair.PathA(Share), ".git/objects"));
        Pair.Run("Set-SyncIgnore $id '.git/objects/**' -Node $a", ("id", Share)).AssertNoErrors();
        IReadOnlyList<SetupCheck> rows = await LookAtWorkspaceAsync();
        Assert.Equal(SetupStatus.Warn, rows.Single(row => row.Component == $"ignores {Share}").Status);
        Assert.Equal(SetupStatus.Warn, rows.Single(row => row.Component == $"git {Share}").Status);
        Pair.Run("Set-SyncIgnore $id .git -Node $a; Set-SyncIgnore $id (Get-SyncIgnore $id -Node $a).Pattern -Node $b", ("id", Share)).AssertNoErrors();
        rows = await LookAtWorkspaceAsync();
        Assert.Equal(SetupStatus.Pass, rows.Single(row => row.Component == $"ignores {Share}").Status);
        Assert.DoesNotContain(rows, row => row.Component == $"git {Share}");
        Assert.Equal(SetupStatus.Pass, rows.Single(row => row.Component == "versions").Status);
        Assert.Equal(SetupStatus.Pass, rows.Single(row => row.Component == "workspace w").Status);
    }

    [Fact]
    public async Task A_machine_that_has_another_syncthing_than_when_it_was_set_up()
    {
        IReadOnlyList<SetupCheck> rows = await LookAtWorkspaceAsync(remoteId: Stage.Stranger);
        Assert.Equal(SetupStatus.Fail, rows.Single(row => row.Component == "workspace w").Status);
    }

    [NeedingFact(Need.TwoPrograms)]
    public async Task Old_and_new_daemons_in_one_workspace()
    {
        await using DaemonPair other = await DaemonPair.StartAsync(EveryProgramAttribute.Programs[^1]);
        DoctorFacts there = await DoctorVisit.Of(other.Sandbox.Daemons[0]).ExamineAsync();
        await WorkspaceChecks.RunAsync(Workspace(there.Node!.DeviceId, []), await Visit.ExamineAsync(), there, CancellationToken.None);
        bool isSkew = ReleaseName.ToNumber(Pair.A.Version).Major != ReleaseName.ToNumber(other.A.Version).Major;
        Assert.Equal(isSkew ? SetupStatus.Warn : SetupStatus.Pass, there.Rows.Single(row => row.Component == "versions").Status);
    }

    [Fact]
    public async Task Two_daemons_of_one_user()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(Daemon);
        await machine.StartAsync();
        string second = Path.Join(machine.Home, "second");
        await SandboxConfiguration.CreateAsync(Daemon, new SandboxDaemon("second", second, null!), CancellationToken.None);
        ServiceTarget target = machine.Target with { Home = Path.Join(second, ".config/syncthing") };
        await DaemonStart.RunAsync(target, await machine.SurveyAsync(), new StartOptions(), CancellationToken.None);
        SetupCheck row = (await new DoctorVisit(machine).ExamineAsync()).Rows.Single(one => one.Component == "one daemon");
        Assert.Equal(SetupStatus.Warn, row.Status);
        Assert.Contains(second, row.Detail, StringComparison.Ordinal);

        // As the fix says: the one that is not in use.
        SyncthingProgram stray = (await machine.ProgramsAsync()).Single(one => one.IsRunning && !one.IsInUse && one.ConfigPath == target.Home);
        Assert.NotNull(await DaemonStop.RunAsync(machine.Target with { Home = stray.ConfigPath }, await machine.SurveyAsync(), TimeSpan.FromSeconds(30), false, _ => { }, CancellationToken.None));
        Assert.Equal(SetupStatus.Pass, (await new DoctorVisit(machine).ExamineAsync()).Rows.Single(one => one.Component == "one daemon").Status);
    }

    [Fact]
    public async Task A_port_that_another_program_has()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(Daemon);
        using (ForeignServer.Start(machine.SyncthingHome.ReadEndpoint().Uri.Port))
        {
            SetupCheck row = (await new DoctorVisit(machine).ExamineAsync()).Rows.Single(one => one.Component == "Syncthing");
            Assert.Equal(SetupStatus.Fail, row.Status);
            Assert.StartsWith("end the program", row.Fix, StringComparison.Ordinal);
        }

        await machine.StartAsync();
        Assert.Equal(SetupStatus.Pass, (await new DoctorVisit(machine).ExamineAsync()).Rows.Single(one => one.Component == "Syncthing").Status);
    }

    [Fact]
    public async Task A_daemon_that_ends_at_logout()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(Daemon);
        machine.Command("loginctl", "echo \"$*\" >>\"$HOME/calls\"");
        SyncNode node = await machine.StartAsync();
        MachineSurvey survey = await machine.SurveyAsync();
        DoctorFacts facts = new(null)
        {
            Shell = machine,
            Node = node,
            Survey = survey with
            {
                Lingers = false,
                Processes = [.. survey.Processes.Select(process => process with { Unit = "/user.slice/user-0.slice/user@0.service/app.slice/syncthing.service" })],
            },
        };
        ReachChecks.Processes(facts);
        SetupCheck row = facts.Rows.Single(one => one.Component == "survives logout");
        Assert.Equal((SetupStatus.Warn, "loginctl enable-linger"), (row.Status, row.Fix));
        await row.Mend!(CancellationToken.None);
        Assert.Equal(["enable-linger"], await File.ReadAllLinesAsync(Path.Join(machine.Home, "calls")));
        facts = new(null) { Shell = machine, Node = node, Survey = facts.Survey with { Lingers = true } };
        ReachChecks.Processes(facts);
        Assert.All(facts.Rows, one => Assert.Equal(SetupStatus.Pass, one.Status));
    }

    [Fact]
    public async Task A_clock_that_is_wrong()
    {
        await using ServiceMachine machine = ServiceMachine.Create();
        Assert.Equal(SetupStatus.Pass, await ClockAsync());
        machine.Command("date", "echo $(($(/bin/date +%s) + 20)).5");
        Assert.Equal(SetupStatus.Warn, await ClockAsync());
        machine.Command("date", "echo $(($(/bin/date +%s) - 3600)).5");
        Assert.Equal(SetupStatus.Fail, await ClockAsync());

        async Task<SetupStatus> ClockAsync()
        {
            DoctorFacts facts = new("far") { Shell = machine, Health = await MachineHealth.AskAsync(machine, machine.Home, [], CancellationToken.None) };
            ConnectionChecks.Clock(facts);
            return Assert.Single(facts.Rows).Status;
        }
    }

    [Theory]
    [InlineData("direct", null, null)]
    [InlineData("stale-40s", "ZeroTier paths", "stale")]
    [InlineData("relayed", "ZeroTier paths", "relayed")]
    [InlineData("denied", "ZeroTier network", "AccessDenied")]
    public async Task What_zerotier_says(string state, string? component, string? detail)
    {
        using ZeroTierServer server = new(state);
        DoctorFacts facts = new(null);
        await ZeroTierChecks.RunAsync(facts, CancellationToken.None);
        Assert.Equal(SetupStatus.Pass, facts.Rows.Single(row => row.Component == "ZeroTier").Status);
        SetupCheck[] warned = [.. facts.Rows.Where(row => row.Status == SetupStatus.Warn)];
        Assert.True(component is null ? warned.Length == 0 : warned.Any(row => row.Component.StartsWith(component, StringComparison.Ordinal) && row.Detail.Contains(detail!, StringComparison.Ordinal) && row.Fix is not null), string.Join("\n", facts.Rows.Select(row => $"{row}: {row.Detail}")));
    }

    private Task<SetupCheck> RowAsync(string component, SetupStatus status, TimeSpan? patience = null, string detail = "") => Visit.RowAsync(component, status, detail, patience);

    private async Task<IReadOnlyList<SetupCheck>> LookAtWorkspaceAsync(string? remoteId = null)
    {
        DoctorFacts here = await Visit.ExamineAsync(), there = await DoctorVisit.Of(Pair.Sandbox.Daemons[1]).ExamineAsync();
        await WorkspaceChecks.RunAsync(Workspace(remoteId ?? Pair.B.DeviceId, [new WorkspaceShare { Id = Share }]), here, there, CancellationToken.None);
        return there.Rows;
    }

    private RemoteWorkspace Workspace(string remoteId, IReadOnlyList<WorkspaceShare> shares) => new()
    {
        Name = "w", HostName = "far", Path = Pair.PathA(Share), RemotePath = Pair.PathB(Share), Shares = shares, DeviceId = Pair.A.DeviceId, RemoteDeviceId = remoteId,
    };

    private Task ScanAsync(DaemonApi api) => api.TryPostAsync($"db/scan?folder={Share}");
}
