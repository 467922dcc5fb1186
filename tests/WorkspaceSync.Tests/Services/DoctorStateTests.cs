using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>What the kernel, the service manager, ZeroTier's service and a relay do to a setup.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class DoctorStateTests
{
    private readonly string _program = EveryProgramAttribute.Programs[0];

    [NeedingFact(Need.UserNamespaces)]
    public async Task A_limit_of_watched_directories_that_is_too_low()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(_program);
        // The kernel counts the watches of each user namespace, and the daemon gets one of its own.
        File.Delete(Path.Join(machine.Bin, "syncthing"));
        machine.Command("syncthing", $"exec unshare -Ur sh -c 'echo 3 >/proc/sys/user/max_inotify_watches; exec \"$@\"' sh {_program} \"$@\"");
        SyncNode node = await machine.StartAsync();
        using DaemonApi api = new(node.Uri, machine.SyncthingHome.ReadConfig().ApiKey);
        string folder = Path.Join(machine.Home, "w");
        for (int i = 0; i < 6; i++)
        {
            Directory.CreateDirectory(Path.Join(folder, $"d{i}"));
        }

        await api.PostAsync("config/devices", new { deviceID = Stage.Stranger });
        JObject share = (JObject)await api.GetAsync("config/defaults/folder");
        share.Merge(new JObject { ["id"] = "w", ["path"] = folder, ["fsWatcherEnabled"] = true, ["devices"] = new JArray(new JObject { ["deviceID"] = Stage.Stranger }) });
        await api.PostAsync("config/folders", share);
        DoctorVisit doctor = new(machine);
        SetupCheck row = await doctor.RowAsync("folder w watched", SetupStatus.Warn, "inotify");
        Assert.StartsWith("echo fs.inotify.max_user_watches=524288", row.Fix, StringComparison.Ordinal);

        // As the fix says, where the daemon's limit is; it looks again when the folder starts.
        await machine.RunAsync(new RemoteScript("nsenter -t $1 -U sh -c 'echo 524288 >/proc/sys/user/max_inotify_watches'", $"{machine.Pids()[0]}"), CancellationToken.None);
        await api.PatchAsync("config/folders/w", new { paused = true });
        await api.PatchAsync("config/folders/w", new { paused = false });
        await doctor.GoneAsync("folder w watched");
        await doctor.RowAsync("folder w", SetupStatus.Pass);
    }

    [Fact]
    public async Task A_daemon_that_is_gone_after_a_reboot()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(_program);
        await machine.StartAsync();
        machine.Command("systemctl", $"""
            case "$*" in
              '--user is-system-running') echo running ;;
              '--user show syncthing.service'*) [ -f "$HOME/enabled" ] && printf 'LoadState=loaded\nUnitFileState=enabled\n' || echo LoadState=not-found ;;
              '--user enable'*) touch "$HOME/enabled"; setsid "{machine.Bin}/syncthing" serve --no-browser --no-restart </dev/null >/dev/null 2>&1 & ;;
              '--user is-active'*) echo active ;;
            esac
            """);
        SetupCheck row = await new DoctorVisit(machine).RowAsync("survives reboot", SetupStatus.Warn);
        Assert.Equal("Stop-Syncthing; Start-Syncthing -Persistent", row.Fix);
        await machine.StopAsync();
        SyncNode node = await machine.StartAsync(new StartOptions { IsPersistent = true });

        // What the kernel says of a process that systemd started.
        MachineSurvey survey = await machine.SurveyAsync();
        DoctorFacts facts = new(null)
        {
            Shell = machine,
            Node = node,
            Survey = survey with { Lingers = true, Processes = [.. survey.Processes.Select(process => process with { Unit = "/user.slice/user@0.service/syncthing.service" })] },
        };
        ReachChecks.Processes(facts);
        Assert.Equal(SetupStatus.Pass, facts.Rows.Single(one => one.Component == "survives reboot").Status);
    }

    [Fact]
    public async Task A_web_page_on_a_unix_socket_is_well()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(_program);
        string file = machine.SyncthingHome.ConfigFile, socket = Path.Join(machine.Home, "gui");
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace($"<address>{machine.SyncthingHome.ReadEndpoint().Uri.Authority}</address>", $"<address>{socket}</address>", StringComparison.Ordinal));
        await machine.StartAsync();
        Assert.Equal($"{socket}, this machine only", (await new DoctorVisit(machine).RowAsync("GUI", SetupStatus.Pass)).Detail);
    }

    // No disk here takes two names for one: the words are those of Syncthing's lib/fs/casefs.go.
    [Fact]
    public async Task Two_names_that_differ_in_case_only()
    {
        string errors = """[{"path":"src/makefile","error":"syncing: remote \"makefile\" uses different upper or lowercase characters than local \"Makefile\"; change the casing on either side to match the other"}]""";
        using RawServer server = new(line => RawServer.Json(line.Contains("folder/errors", StringComparison.Ordinal)
            ? $$"""{"folder":"nt-workspace","errors":{{errors}},"page":1,"perpage":65536}"""
            : Recording.Read("2.1.3", "db-status.json")));
        using SyncthingClient client = server.CreateClient();
        SetupCheck row = await LookAsync();
        Assert.Equal(SetupStatus.Fail, row.Status);
        Assert.Contains("src/makefile", row.Detail, StringComparison.Ordinal);
        Assert.StartsWith("rename one of the two files", row.Fix, StringComparison.Ordinal);
        errors = "[]";
        Assert.Equal(SetupStatus.Pass, (await LookAsync()).Status);

        async Task<SetupCheck> LookAsync()
        {
            DoctorFacts facts = new(null) { Node = NodeAt(server, client, "2.1.3"), Health = new MachineHealth(default, default, null, new Dictionary<string, int>(), new Dictionary<string, DiskRoom?>()) };
            JObject folder = new() { ["id"] = "nt-workspace", ["path"] = "/w", ["devices"] = new JArray(new JObject { ["deviceID"] = "another" }) };
            await FolderChecks.RunAsync(facts, folder, CancellationToken.None);
            return facts.Rows.Single(one => one.Component == "folder nt-workspace");
        }
    }

    [Theory]
    [InlineData("1.19.2")]
    [InlineData("2.1.3")]
    public async Task A_connection_through_a_strangers_relay(string version)
    {
        string type = "relay-client";
        using RawServer server = new(line => RawServer.Json(line.Contains("system/connections", StringComparison.Ordinal)
            ? Recording.Read(version, "system-connections.json").Replace("tcp-server", type, StringComparison.Ordinal).Replace("tcp-client", type, StringComparison.Ordinal)
            : "{}"));
        using SyncthingClient client = server.CreateClient();
        string id = ((JObject)JObject.Parse(Recording.Read(version, "system-connections.json"))["connections"]!).Properties().First(one => (bool?)one.Value["connected"] == true).Name;
        Assert.StartsWith("Set-SyncDevice 'far' -Address tcp://", (await LookAsync(SetupStatus.Warn, "through a relay")).Fix, StringComparison.Ordinal);
        type = "tcp-client"; // as it is when the device has an address of its own
        await LookAsync(SetupStatus.Pass, "tcp-client");

        async Task<SetupCheck> LookAsync(SetupStatus status, string detail)
        {
            DoctorFacts facts = new(null)
            {
                Node = NodeAt(server, client, version),
                Devices = [new JObject { ["deviceID"] = id, ["name"] = "far" }],
            };
            await ConnectionChecks.RunAsync(facts, CancellationToken.None);
            SetupCheck row = Assert.Single(facts.Rows);
            Assert.Equal((SetupStatus?)status, row.Status);
            Assert.Contains(detail, row.Detail, StringComparison.Ordinal);
            return row;
        }
    }

    [Theory]
    [InlineData("PORT_ERROR", "PortError", "The service's log has the reason")]
    [InlineData("REQUESTING_CONFIGURATION", "RequestingConfiguration", "has not answered yet")]
    [InlineData("NOT_FOUND", "NotFound", "Disconnect-ZeroTierNetwork")]
    public async Task A_zerotier_network_that_is_not_well(string state, string detail, string fix)
    {
        using ZeroTierServer server = new("direct");
        JObject network = server.Networks[0];
        network["status"] = state;
        SetupCheck row = await ZeroTierAsync($"ZeroTier network {network["id"]}", SetupStatus.Warn);
        Assert.Equal(detail, row.Detail);
        Assert.Contains(fix, row.Fix, StringComparison.Ordinal);
        network["status"] = "OK";
        await ZeroTierAsync(row.Component, SetupStatus.Pass);
    }

    [Fact]
    public async Task A_zerotier_that_is_tunneled_over_tcp()
    {
        using ZeroTierServer server = new("direct");
        server.Rewritten["\"tunneled\":false"] = "\"tunneled\":true";
        SetupCheck row = await ZeroTierAsync("ZeroTier paths", SetupStatus.Warn);
        Assert.StartsWith("tunneled over TCP: ", row.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Test-ZeroTierPath -Peer ", row.Fix, StringComparison.Ordinal);
        server.Rewritten.Clear();
        Assert.DoesNotContain(await ZeroTierAsync(), one => one.Component == "ZeroTier paths");
    }

    [Fact]
    public async Task A_zerotier_token_that_cannot_be_read_or_is_not_the_services()
    {
        using ZeroTierServer server = new("direct");
        File.Delete(server.Home.TokenPath);
        SetupCheck row = await ZeroTierAsync("ZeroTier", SetupStatus.Warn);
        Assert.StartsWith("sudo install -m 0600", row.Fix, StringComparison.Ordinal);
        Assert.Contains("may only be read by root", row.Detail, StringComparison.Ordinal);
        await File.WriteAllTextAsync(server.Home.TokenPath, "ofanotherservice");
        row = await ZeroTierAsync("ZeroTier", SetupStatus.Warn);
        Assert.Contains("does not accept the token", row.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("install", row.Fix, StringComparison.Ordinal); // a copy of it would be refused as well
        Assert.DoesNotContain("ofanotherservice", $"{row.Detail}{row.Fix}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(server.Home.TokenPath, ZeroTierServer.Token);
        await ZeroTierAsync("ZeroTier", SetupStatus.Pass);
    }

    private static SyncNode NodeAt(RawServer server, SyncthingClient client, string version) =>
        new(client, server.Uri, new NodeIdentity("a", Stage.Stranger, version, "linux", null, "/"));

    private static async Task<SetupCheck> ZeroTierAsync(string component, SetupStatus status) =>
        (await ZeroTierAsync()).Single(row => row.Component == component && row.Status == status);

    private static async Task<IReadOnlyList<SetupCheck>> ZeroTierAsync()
    {
        DoctorFacts facts = new(null);
        await ZeroTierChecks.RunAsync(facts, CancellationToken.None);
        return facts.Rows;
    }
}
