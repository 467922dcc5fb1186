using System.IO.Compression;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Each thing is broken for real, its row says so, and the row passes after its fix.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class DoctorTests : DoctorTestBase
{
    [Fact]
    public async Task What_is_well_passes()
    {
        IReadOnlyList<SetupCheck> rows = await LookAsync();
        Assert.True(rows.All(row => row.Status is SetupStatus.Pass || row.Component is "clock" or "ZeroTier"), string.Join("\n", rows.Select(row => $"{row}: {row.Detail}")));
        Assert.Contains(rows, row => row.Component == $"folder {Share} in sync");
        Assert.Contains(rows, row => row.Component == $"folder {Share} has room");
        Assert.Contains(rows, row => row.Component == $"device {Pair.B.Name}");
    }

    [Fact]
    public async Task A_paused_folder_and_what_waits_for_it()
    {
        Pair.Run("Suspend-SyncShare $id -Node $a", ("id", Share)).AssertNoErrors();
        await FailsAsync($"folder {Share}", SetupStatus.Warn, "paused");
        Assert.Equal(SetupStatus.Skip, (await RowAsync($"folder {Share} in sync")).Status);
        RunFix(await RowAsync($"folder {Share}"));
        await PassesAsync($"folder {Share}");
    }

    [Fact]
    public async Task A_missing_marker()
    {
        string marker = Path.Join(Pair.PathA(Share), ".stfolder");
        Directory.Delete(marker, recursive: true);
        await ScanAsync();
        await FailsAsync($"folder {Share}", SetupStatus.Fail, "marker missing");
        string fix = (await RowAsync($"folder {Share}")).Fix!;
        await LocalShell.Instance.RunAsync(new RemoteScript(fix[fix.IndexOf("mkdir", StringComparison.Ordinal)..]), CancellationToken.None);
        await ScanAsync();
        await PassesAsync($"folder {Share}");
    }

    [Fact]
    public async Task A_root_that_is_gone()
    {
        string root = Pair.PathA(Share);
        Directory.Move(root, root + ".away");
        await ScanAsync();
        await FailsAsync($"folder {Share}", SetupStatus.Fail, "gone");
        Directory.Move(root + ".away", root);
        await ScanAsync();
        await PassesAsync($"folder {Share}");
    }

    [Fact]
    public async Task Conflicts_that_would_be_lost_are_mended()
    {
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { maxConflicts = 0 });
        SetupCheck row = await FailsAsync($"folder {Share} keeps conflicts", SetupStatus.Fail, "maxConflicts");
        RunFix(row);
        Assert.Equal(-1, (int)(await Pair.ApiA.GetAsync($"config/folders/{Share}"))["maxConflicts"]!);
        await Visit.GoneAsync(row.Component);
    }

    [Fact]
    public async Task A_marker_that_is_no_guard_is_mended()
    {
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { markerName = "." });
        SetupCheck row = await FailsAsync($"folder {Share} has a marker", SetupStatus.Fail, "'.'");
        await row.Mend!(CancellationToken.None);
        Assert.Equal(".stfolder", (string?)(await Pair.ApiA.GetAsync($"config/folders/{Share}"))["markerName"]);
        await Visit.GoneAsync(row.Component);
    }

    [Fact]
    public async Task A_disk_without_room()
    {
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { minDiskFree = new { value = 100, unit = "%" } });
        await FailsAsync($"folder {Share} has room", SetupStatus.Fail, "minDiskFree");
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { minDiskFree = new { value = 1, unit = "kB" } });
        await PassesAsync($"folder {Share} has room");
    }

    [Fact]
    public async Task A_folder_that_nobody_shares()
    {
        JArray devices = (JArray)(await Pair.ApiA.GetAsync($"config/folders/{Share}"))["devices"]!;
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { devices = Array.Empty<object>() });
        await FailsAsync($"folder {Share}", SetupStatus.Warn, "no device");
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { devices });
        await PassesAsync($"folder {Share}");
    }

    [Fact]
    public async Task A_device_that_may_add_what_it_likes_is_mended()
    {
        await Pair.ApiA.PatchAsync($"config/devices/{Pair.B.DeviceId}", new { introducer = true, autoAcceptFolders = true });
        SetupCheck row = await FailsAsync("devices", SetupStatus.Warn, "introducer");
        await row.Mend!(CancellationToken.None);
        JToken device = await Pair.ApiA.GetAsync($"config/devices/{Pair.B.DeviceId}");
        Assert.Equal((false, false), ((bool)device["introducer"]!, (bool)device["autoAcceptFolders"]!));
        await PassesAsync("devices");
    }

    [Fact]
    public async Task A_paused_and_a_missing_device()
    {
        Pair.Run("Suspend-SyncDevice $name -Node $a", ("name", Pair.B.Name)).AssertNoErrors();
        SetupCheck row = await FailsAsync($"device {Pair.B.Name}", SetupStatus.Warn, "paused");
        RunFix(row);
        await Pair.ConnectedAsync();
        await PassesAsync($"device {Pair.B.Name}");
        Pair.Run("Suspend-SyncDevice $name -Node $b", ("name", Pair.A.Name)).AssertNoErrors();
        await FailsAsync($"device {Pair.B.Name}", SetupStatus.Warn, "not connected");
    }

    [Fact]
    public async Task Discovery_that_nobody_needs_is_turned_off_by_its_fix()
    {
        await Pair.ApiA.PatchAsync("config/options", new { natEnabled = true });
        await Pair.ApiA.PatchAsync($"config/devices/{Pair.B.DeviceId}", new { addresses = new[] { Pair.Sandbox.Daemons[1].ListenAddress } });
        SetupCheck row = await FailsAsync("listening", SetupStatus.Warn, "port mapping");
        Assert.StartsWith("Set-SyncNode -Private", row.Fix, StringComparison.Ordinal);
        Pair.Run("Set-SyncNode -Private -Address 127.0.0.1 -Node $a").AssertNoErrors();
        JToken options = await Pair.ApiA.GetAsync("config/options");
        Assert.Equal((false, false), ((bool)options["natEnabled"]!, (bool)options["globalAnnounceEnabled"]!));
        Assert.Equal([Pair.Sandbox.Daemons[0].ListenAddress], options["listenAddresses"]!.Select(address => (string?)address));
        await PassesAsync("listening");
    }

    [Fact]
    public async Task A_web_page_that_others_can_reach()
    {
        string address = (string)(await Pair.ApiA.GetAsync("config/gui"))["address"]!;
        await Pair.ApiA.PatchAsync("config/gui", new { address = address.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal) });
        await AnswersAsync();
        await FailsAsync("GUI", SetupStatus.Fail, "without a password and TLS");
        Pair.Run("Set-SyncNode -Private -Address 127.0.0.1 -Node $a").AssertNoErrors();
        await PassesAsync("GUI");
        await AnswersAsync();
        Assert.Equal(address, (string?)(await Pair.ApiA.GetAsync("config/gui"))["address"]);
        await Pair.ApiA.PatchAsync("config/gui", new { insecureAdminAccess = true });
        await FailsAsync("GUI", SetupStatus.Fail, "insecureAdminAccess is on");
        Pair.Run("Set-SyncNode -Private -Address 127.0.0.1 -Node $a").AssertNoErrors();
        await PassesAsync("GUI");
    }

    [Fact]
    public async Task Keys_that_others_can_read_are_mended()
    {
        string home = Pair.A.ConfigPath!, key = Path.Join(home, "key.pem");
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
        await Pair.ApiA.PostAsync($"db/ignores?folder={Share}", new { ignore = new[] { "#include missing" } });
        await FailsAsync($"folder {Share}", SetupStatus.Fail, "ignores");
        await Pair.ApiA.PostAsync($"db/ignores?folder={Share}", new { ignore = Array.Empty<string>() });
        await ScanAsync();
        await PassesAsync($"folder {Share}");
    }

    [Fact]
    public async Task An_unknown_device_that_knocks()
    {
        Pair.Run("Remove-SyncDevice $name -Node $a -Confirm:$false", ("name", Pair.B.Name)).AssertNoErrors();
        await Eventually.TrueAsync("b knocks", async () => ((JObject)await Pair.ApiA.GetAsync("cluster/pending/devices")).Count > 0);
        await FailsAsync("unknown devices", SetupStatus.Warn, "1 device");
        Pair.Run("Get-SyncPending -Kind Device -Node $a | Approve-SyncDevice").AssertNoErrors();
        await Visit.GoneAsync("unknown devices");
    }

    [Fact]
    public async Task Diagnostics_have_no_secret()
    {
        await Pair.ApiA.PatchAsync("config/gui", new { user = "me", password = "correct horse" });
        await AnswersAsync();
        await Pair.ApiA.PatchAsync($"config/folders/{Share}", new { label = Pair.ApiA.Key }); // a key where nobody expects one
        string hash = (string)(await Pair.ApiA.GetAsync("config/gui"))["password"]!;
        string file = Path.Join(Pair.Root, "d.zip");
        await DiagnosticArchive.WriteAsync(file, [await Visit.ExamineAsync()], CancellationToken.None);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using ZipArchive zip = ZipFile.OpenRead(file);
        Assert.Contains(zip.Entries, entry => entry.Name == "config.json");
        Assert.Contains(zip.Entries, entry => entry.Name == "log.txt" && entry.Length > 0);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open());
            string text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(Pair.ApiA.Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(hash, text, StringComparison.Ordinal);
            Assert.DoesNotContain("correct horse", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_daemon_that_does_not_run_is_one_row_and_the_rest_waits_for_it()
    {
        await using ServiceMachine machine = await ServiceMachine.Create().WithDaemonAsync(Daemon);
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

    private async Task<IReadOnlyList<SetupCheck>> LookAsync() => (await Visit.ExamineAsync()).Rows;

    private async Task<SetupCheck> RowAsync(string component) => (await LookAsync()).Single(row => row.Component == component);

    private Task<SetupCheck> FailsAsync(string component, SetupStatus status, string detail) => Visit.RowAsync(component, status, detail);

    private Task<SetupCheck> PassesAsync(string component) => Visit.RowAsync(component, SetupStatus.Pass);

    // The fix as it is shown, on a's node, which is not this session's local one.
    private void RunFix(SetupCheck row) => Pair.Run($"{row.Fix} -Node $a").AssertNoErrors();

    // A change of its own settings starts the API's listener anew.
    private Task AnswersAsync() => Eventually.TrueAsync("the API answers", async () =>
    {
        try
        {
            return await Pair.ApiA.GetAsync("config/gui") is not null;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    private Task ScanAsync() => Pair.ApiA.TryPostAsync($"db/scan?folder={Share}");
}
