using System.IO.Compression;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Each thing is broken for real, its row says so, and the row passes after its fix.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class DoctorTests : IAsyncLifetime
{
    private readonly string _program = EveryProgramAttribute.Programs[0];
    private DaemonPair _pair = null!;
    private string _share = "";

    public async Task InitializeAsync()
    {
        _pair = await DaemonPair.StartAsync(_program);
        _share = await _pair.ShareAsync();
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task What_is_well_passes()
    {
        IReadOnlyList<SetupCheck> rows = await LookAsync();
        Assert.True(rows.All(row => row.Status is SetupStatus.Pass || row.Component is "clock" or "ZeroTier"), string.Join("\n", rows.Select(row => $"{row}: {row.Detail}")));
        Assert.Contains(rows, row => row.Component == $"folder {_share} in sync");
        Assert.Contains(rows, row => row.Component == $"folder {_share} has room");
        Assert.Contains(rows, row => row.Component == $"device {_pair.B.Name}");
    }

    [Fact]
    public async Task A_paused_folder_and_what_waits_for_it()
    {
        _pair.Run("Suspend-SyncShare $id -Node $a", ("id", _share)).AssertNoErrors();
        await FailsAsync($"folder {_share}", SetupStatus.Warn, "paused");
        Assert.Equal(SetupStatus.Skip, (await RowAsync($"folder {_share} in sync")).Status);
        RunFix(await RowAsync($"folder {_share}"));
        await PassesAsync($"folder {_share}");
    }

    [Fact]
    public async Task A_missing_marker()
    {
        string marker = Path.Join(_pair.PathA(_share), ".stfolder");
        Directory.Delete(marker, recursive: true);
        await ScanAsync();
        await FailsAsync($"folder {_share}", SetupStatus.Fail, "marker missing");
        string fix = (await RowAsync($"folder {_share}")).Fix!;
        await LocalShell.Instance.RunAsync(new RemoteScript(fix[fix.IndexOf("mkdir", StringComparison.Ordinal)..]), CancellationToken.None);
        await ScanAsync();
        await PassesAsync($"folder {_share}");
    }

    [Fact]
    public async Task A_root_that_is_gone()
    {
        string root = _pair.PathA(_share);
        Directory.Move(root, root + ".away");
        await ScanAsync();
        await FailsAsync($"folder {_share}", SetupStatus.Fail, "gone");
        Directory.Move(root + ".away", root);
        await ScanAsync();
        await PassesAsync($"folder {_share}");
    }

    [Fact]
    public async Task Conflicts_that_would_be_lost_are_mended()
    {
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { maxConflicts = 0 });
        SetupCheck row = await FailsAsync($"folder {_share} keeps conflicts", SetupStatus.Fail, "maxConflicts");
        RunFix(row);
        Assert.Equal(-1, (int)(await _pair.ApiA.GetAsync($"config/folders/{_share}"))["maxConflicts"]!);
        await GoneAsync(row.Component);
    }

    [Fact]
    public async Task A_marker_that_is_no_guard_is_mended()
    {
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { markerName = "." });
        SetupCheck row = await FailsAsync($"folder {_share} has a marker", SetupStatus.Fail, "'.'");
        await row.Mend!(CancellationToken.None);
        Assert.Equal(".stfolder", (string?)(await _pair.ApiA.GetAsync($"config/folders/{_share}"))["markerName"]);
        await GoneAsync(row.Component);
    }

    [Fact]
    public async Task A_disk_without_room()
    {
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { minDiskFree = new { value = 100, unit = "%" } });
        await FailsAsync($"folder {_share} has room", SetupStatus.Fail, "minDiskFree");
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { minDiskFree = new { value = 1, unit = "kB" } });
        await PassesAsync($"folder {_share} has room");
    }

    [Fact]
    public async Task A_folder_that_nobody_shares()
    {
        JArray devices = (JArray)(await _pair.ApiA.GetAsync($"config/folders/{_share}"))["devices"]!;
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { devices = Array.Empty<object>() });
        await FailsAsync($"folder {_share}", SetupStatus.Warn, "no device");
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { devices });
        await PassesAsync($"folder {_share}");
    }

    [Fact]
    public async Task A_device_that_may_add_what_it_likes_is_mended()
    {
        await _pair.ApiA.PatchAsync($"config/devices/{_pair.B.DeviceId}", new { introducer = true, autoAcceptFolders = true });
        SetupCheck row = await FailsAsync("devices", SetupStatus.Warn, "introducer");
        await row.Mend!(CancellationToken.None);
        JToken device = await _pair.ApiA.GetAsync($"config/devices/{_pair.B.DeviceId}");
        Assert.Equal((false, false), ((bool)device["introducer"]!, (bool)device["autoAcceptFolders"]!));
        await PassesAsync("devices");
    }

    [Fact]
    public async Task A_paused_and_a_missing_device()
    {
        _pair.Run("Suspend-SyncDevice $name -Node $a", ("name", _pair.B.Name)).AssertNoErrors();
        SetupCheck row = await FailsAsync($"device {_pair.B.Name}", SetupStatus.Warn, "paused");
        RunFix(row);
        await _pair.ConnectedAsync();
        await PassesAsync($"device {_pair.B.Name}");
        _pair.Run("Suspend-SyncDevice $name -Node $b", ("name", _pair.A.Name)).AssertNoErrors();
        await FailsAsync($"device {_pair.B.Name}", SetupStatus.Warn, "not connected");
    }

    [Fact]
    public async Task Discovery_that_nobody_needs_is_turned_off_by_its_fix()
    {
        await _pair.ApiA.PatchAsync("config/options", new { natEnabled = true });
        await _pair.ApiA.PatchAsync($"config/devices/{_pair.B.DeviceId}", new { addresses = new[] { _pair.Sandbox.Daemons[1].ListenAddress } });
        SetupCheck row = await FailsAsync("listening", SetupStatus.Warn, "port mapping");
        Assert.StartsWith("Set-SyncNode -Private", row.Fix, StringComparison.Ordinal);
        _pair.Run("Set-SyncNode -Private -Address 127.0.0.1 -Node $a").AssertNoErrors();
        JToken options = await _pair.ApiA.GetAsync("config/options");
        Assert.Equal((false, false), ((bool)options["natEnabled"]!, (bool)options["globalAnnounceEnabled"]!));
        Assert.Equal([_pair.Sandbox.Daemons[0].ListenAddress], options["listenAddresses"]!.Select(address => (string?)address));
        await PassesAsync("listening");
    }

    [Fact]
    public async Task A_web_page_that_others_can_reach()
    {
        string address = (string)(await _pair.ApiA.GetAsync("config/gui"))["address"]!;
        await _pair.ApiA.PatchAsync("config/gui", new { address = address.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal) });
        await AnswersAsync();
        await FailsAsync("GUI", SetupStatus.Fail, "without a password and TLS");
        _pair.Run("Set-SyncNode -Private -Address 127.0.0.1 -Node $a").AssertNoErrors();
        await PassesAsync("GUI");
        await AnswersAsync();
        Assert.Equal(address, (string?)(await _pair.ApiA.GetAsync("config/gui"))["address"]);
        await _pair.ApiA.PatchAsync("config/gui", new { insecureAdminAccess = true });
        await FailsAsync("GUI", SetupStatus.Fail, "insecureAdminAccess is on");
        _pair.Run("Set-SyncNode -Private -Address 127.0.0.1 -Node $a").AssertNoErrors();
        await PassesAsync("GUI");
    }

    [Fact]
    public async Task Keys_that_others_can_read_are_mended()
    {
        string home = _pair.A.ConfigPath!, key = Path.Join(home, "key.pem");
        File.SetUnixFileMode(home, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(key, (UnixFileMode)0b110_100_100);
        SetupCheck row = await FailsAsync("key and config", SetupStatus.Fail, "key.pem");
        await LocalShell.Instance.RunAsync(new RemoteScript(row.Fix!), CancellationToken.None);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        await PassesAsync("key and config");
    }

    [Fact]
    public async Task Ignores_that_cannot_be_read()
    {
        await _pair.ApiA.PostAsync($"db/ignores?folder={_share}", new { ignore = new[] { "#include missing" } });
        await FailsAsync($"folder {_share}", SetupStatus.Fail, "ignores");
        await _pair.ApiA.PostAsync($"db/ignores?folder={_share}", new { ignore = Array.Empty<string>() });
        await ScanAsync();
        await PassesAsync($"folder {_share}");
    }

    [Fact]
    public async Task An_unknown_device_that_knocks()
    {
        _pair.Run("Remove-SyncDevice $name -Node $a -Confirm:$false", ("name", _pair.B.Name)).AssertNoErrors();
        await Eventually.TrueAsync("b knocks", async () => ((JObject)await _pair.ApiA.GetAsync("cluster/pending/devices")).Count > 0);
        await FailsAsync("unknown devices", SetupStatus.Warn, "1 device");
        _pair.Run("Get-SyncPending -Kind Device -Node $a | Approve-SyncDevice").AssertNoErrors();
        await GoneAsync("unknown devices");
    }

    [Fact]
    public async Task Diagnostics_have_no_secret()
    {
        await _pair.ApiA.PatchAsync("config/gui", new { user = "me", password = "correct horse" });
        await AnswersAsync();
        await _pair.ApiA.PatchAsync($"config/folders/{_share}", new { label = _pair.ApiA.Key }); // a key where nobody expects one
        string hash = (string)(await _pair.ApiA.GetAsync("config/gui"))["password"]!;
        string file = Path.Join(_pair.Root, "d.zip");
        await DiagnosticArchive.WriteAsync(file, [await ExamineAsync()], CancellationToken.None);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using ZipArchive zip = ZipFile.OpenRead(file);
        Assert.Contains(zip.Entries, entry => entry.Name == "config.json");
        Assert.Contains(zip.Entries, entry => entry.Name == "log.txt" && entry.Length > 0);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open());
            string text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(_pair.ApiA.Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(hash, text, StringComparison.Ordinal);
            Assert.DoesNotContain("correct horse", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_daemon_that_does_not_run_is_one_row_and_the_rest_waits_for_it()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(_program);
        DoctorFacts facts = new(null) { Shell = machine };
        await MachineDoctor.RunAsync(facts, null!, CancellationToken.None);
        SetupCheck row = facts.Rows.Single(one => one.Component == "Syncthing");
        Assert.Equal((SetupStatus.Fail, "Start-Syncthing"), (row.Status, row.Fix));
        Assert.All(facts.Rows.Where(one => one.Component is "GUI" or "devices" or "folders"), one => Assert.Equal("(waits for: Syncthing)", one.Detail));
        await machine.StartAsync();
        facts = new(null) { Shell = machine };
        await MachineDoctor.RunAsync(facts, null!, CancellationToken.None);
        Assert.Equal(SetupStatus.Pass, facts.Rows.Single(one => one.Component == "Syncthing").Status);
        Assert.Contains(facts.Rows, one => one is { Component: "survives logout", Status: SetupStatus.Pass });
    }

    private Task<DoctorFacts> ExamineAsync() => DoctorVisit.Of(_pair.Sandbox.Daemons[0]).ExamineAsync();

    private async Task<IReadOnlyList<SetupCheck>> LookAsync() => (await ExamineAsync()).Rows;

    private async Task<SetupCheck> RowAsync(string component) => (await LookAsync()).Single(row => row.Component == component);

    private async Task<SetupCheck> FailsAsync(string component, SetupStatus status, string detail)
    {
        SetupCheck? row = null;
        await Eventually.TrueAsync(
            $"{component} is {status}", async () => (row = (await LookAsync()).FirstOrDefault(one => one.Component == component))?.Status == status, details: () => $"{row}: {row?.Detail}");
        Assert.Contains(detail, row!.Detail, StringComparison.Ordinal);
        Assert.NotNull(row.Fix);
        return row;
    }

    private async Task PassesAsync(string component)
    {
        SetupCheck? row = null;
        await Eventually.TrueAsync(
            $"{component} passes", async () => (row = (await LookAsync()).FirstOrDefault(one => one.Component == component))?.Status == SetupStatus.Pass, details: () => $"{row}: {row?.Detail}");
    }

    private Task GoneAsync(string component) => Eventually.TrueAsync($"there is no row {component}", async () => (await LookAsync()).All(row => row.Component != component));

    // The fix as it is shown, on a's node, which is not this session's local one.
    private void RunFix(SetupCheck row) => _pair.Run($"{row.Fix} -Node $a").AssertNoErrors();

    // A change of its own settings starts the API's listener anew.
    private Task AnswersAsync() => Eventually.TrueAsync("the API answers", async () =>
    {
        try
        {
            return await _pair.ApiA.GetAsync("config/gui") is not null;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    private Task ScanAsync() => _pair.ApiA.TryPostAsync($"db/scan?folder={_share}");
}
