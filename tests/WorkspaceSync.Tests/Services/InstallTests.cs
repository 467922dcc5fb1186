using System.Formats.Tar;
using System.Security.Cryptography;

namespace WorkspaceSync.Tests;

/// <summary>Installing from archives that the test packs from the real program and signs with a key of its own.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class InstallTests : InstallTestBase
{
    [Fact]
    public async Task The_projects_own_key_is_the_one_that_ships()
    {
        // A signature of another key is refused with the real key in place, and the real key is read at all.
        string archive = Maker.Pack(Daemon, Machine.Release);
        ReleaseSignature.KeyForTests = null;
        await RefusedAsync(SyncError.SignatureInvalid, Options());
        Assert.True(File.Exists(archive));
    }

    [Fact]
    public async Task A_verified_release_is_installed_and_done_again_changes_nothing()
    {
        Maker.Pack(Daemon, Machine.Release);
        InstallPlan plan = await InstallAsync(Options());
        Assert.False(plan.IsDone);
        Assert.Equal(await File.ReadAllBytesAsync(Daemon), await File.ReadAllBytesAsync(Installed));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(Installed));
        SyncthingProgram found = Assert.Single(await Machine.ProgramsAsync(), one => one.Path == Installed);
        Assert.Equal((SyncthingSource.UserCopy, Machine.Release.Version), (found.Source, found.Version));
        Assert.True((await PlanAsync(Options())).IsDone);
        Assert.Equal(["syncthing"], Entries());
    }

    [Fact]
    public async Task The_old_copy_is_kept_and_comes_back()
    {
        string old = Machine.Command("syncthing", "echo 'syncthing v1.0.0 \"Old\" (go1 linux-amd64)'");
        string text = await File.ReadAllTextAsync(old);
        Maker.Pack(Daemon, Machine.Release);
        await InstallAsync(Options());
        Assert.Equal(text, await File.ReadAllTextAsync(Installed + ".old"));
        Assert.StartsWith("syncthing v1.0.0", await UserInstall.RollBackAsync(Machine.Target, await Machine.SurveyAsync(), Installed, false, CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(Installed));
        await UserInstall.RollBackAsync(Machine.Target, await Machine.SurveyAsync(), Installed, false, CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(Daemon), await File.ReadAllBytesAsync(Installed));
    }

    [Fact]
    public async Task Without_an_old_copy_there_is_nothing_to_roll_back()
    {
        MachineSurvey survey = await Machine.SurveyAsync();
        Assert.Equal(
            SyncError.NothingToRollBack,
            (await Assert.ThrowsAsync<SyncException>(() => UserInstall.RollBackAsync(Machine.Target, survey, Installed, false, CancellationToken.None))).Error);
    }

    [Fact]
    public async Task A_tampered_program_is_refused()
    {
        Maker.Pack(Daemon, Machine.Release, tamper: bytes => bytes[^1] ^= 1);
        await RefusedAsync(SyncError.SignatureInvalid, Options());
    }

    [Fact]
    public async Task A_tampered_signature_is_refused()
    {
        Maker.Pack(Daemon, Machine.Release, sign: text => text.Replace(text[60], text[60] == 'A' ? 'B' : 'A'));
        await RefusedAsync(SyncError.SignatureInvalid, Options());
    }

    [Fact]
    public async Task A_signature_that_is_none_is_refused()
    {
        Maker.Pack(Daemon, Machine.Release, sign: _ => "hello");
        await RefusedAsync(SyncError.SignatureInvalid, Options());
    }

    [Fact]
    public async Task A_release_under_another_versions_name_is_refused()
    {
        string archive = Maker.Pack(Daemon, Machine.Release);
        File.Move(archive, archive.Replace(Machine.Release.Version, "v9.9.9", StringComparison.Ordinal));
        await RefusedAsync(SyncError.SignatureInvalid, Options());
    }

    [Fact]
    public async Task A_program_that_is_another_version_than_its_signed_name_is_refused()
    {
        Maker.Pack(Daemon, Machine.Release with { Version = "v9.9.9" });
        await RefusedAsync(SyncError.ArchiveInvalid, Options());
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/tmp/evil")]
    [InlineData("x/../../evil")]
    public async Task A_member_that_leads_out_is_refused(string member)
    {
        Maker.Pack(Daemon, Machine.Release, more: tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, member) { DataStream = new MemoryStream([1]) }));
        await RefusedAsync(SyncError.ArchiveInvalid, Options());
    }

    [Fact]
    public async Task A_program_that_is_a_link_is_refused()
    {
        Maker.Pack(null, Machine.Release, more: tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "x/syncthing") { LinkName = "/bin/sh" }));
        await RefusedAsync(SyncError.ArchiveInvalid, Options());
    }

    [Fact]
    public async Task An_oversized_member_is_refused()
    {
        Maker.Pack(null, Machine.Release, more: tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "x/syncthing") { DataStream = new ZeroStream(300L << 20) }));
        await RefusedAsync(SyncError.ArchiveInvalid, Options());
    }

    [Fact]
    public async Task An_archive_without_a_signature_or_program_is_refused()
    {
        Maker.Pack(Daemon, Machine.Release, sign: _ => null);
        Assert.Contains("release.sig", await RefusedAsync(SyncError.ArchiveInvalid, Options()), StringComparison.Ordinal);
        Maker.Pack(null, Machine.Release);
        Assert.Contains("no program", await RefusedAsync(SyncError.ArchiveInvalid, Options()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_archive_is_refused()
    {
        string archive = Maker.Pack(Daemon, Machine.Release);
        using (FileStream file = File.OpenWrite(archive))
        {
            file.SetLength(file.Length / 2);
        }

        await RefusedAsync(SyncError.ArchiveInvalid, Options());
    }

    [Fact]
    public async Task The_sum_that_was_given_has_to_be_the_archives()
    {
        string archive = Maker.Pack(Daemon, Machine.Release);
        await RefusedAsync(SyncError.ChecksumMismatch, Options() with { Sha256 = new string('0', 64) });
        await InstallAsync(Options() with { Sha256 = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(archive))) });
        Assert.True(File.Exists(Installed));
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_was()
    {
        string archive = Maker.Pack(Daemon, Machine.Release);
        await using MirrorServer mirror = MirrorServer.Start(Maker.Directory);
        mirror.BreakAfter = new FileInfo(archive).Length / 2;
        InstallOptions options = Options() with { Source = mirror.Address };
        Assert.Contains("is kept", await RefusedAsync(SyncError.SourceUnreachable, options), StringComparison.Ordinal);
        mirror.BreakAfter = null;
        await InstallAsync(options);
        Assert.Equal(await File.ReadAllBytesAsync(Daemon), await File.ReadAllBytesAsync(Installed));
        Assert.Contains(mirror.Ranges, range => range >= new FileInfo(archive).Length / 2);
        Assert.Empty(Directory.EnumerateFiles(Cache));
    }

    [Fact]
    public async Task A_mirror_that_is_not_there_and_one_without_the_version_are_named()
    {
        await RefusedAsync(SyncError.SourceUnreachable, Options() with { Source = $"http://127.0.0.1:{FreePort.Next()}/" });
        Maker.Pack(Daemon, Machine.Release);
        await using MirrorServer mirror = MirrorServer.Start(Maker.Directory);
        await RefusedAsync(SyncError.ReleaseNotFound, Options() with { Source = mirror.Address, Version = "7.7.7" });
        await RefusedAsync(SyncError.ReleaseNotFound, Options() with { Version = "latest" });
        await RefusedAsync(SyncError.SourceUnreachable, Options() with { Source = Path.Join(Machine.Home, "nowhere") });
    }

    [NeedingFact(Need.Root)]
    public async Task A_directory_that_may_not_be_written_is_left_as_it_was()
    {
        Maker.Pack(Daemon, Machine.Release);
        using Tmpfs locked = new(Machine.Bin, "1m,ro");
        await RefusedAsync(SyncError.InstallFailed, Options());
    }

    [NeedingFact(Need.Root)]
    public async Task Without_space_nothing_is_left()
    {
        Maker.Pack(Daemon, Machine.Release);
        using Tmpfs small = new(Machine.Bin, "1m");
        await RefusedAsync(SyncError.DiskFull, Options());
    }

    [Fact]
    public async Task A_database_of_2_is_not_left_behind_for_1()
    {
        Directory.CreateDirectory(Path.Join(Machine.SyncthingHome.Directory, "index-v2"));
        await File.WriteAllTextAsync(Machine.SyncthingHome.ConfigFile, "<configuration/>");
        Assert.Contains("-Force", await RefusedAsync(SyncError.DowngradeRefused, Options() with { Version = "1.29.5" }), StringComparison.Ordinal);
        Assert.Equal("v1.29.5", (await PlanAsync(Options() with { Version = "1.29.5", IsForced = true })).Release.Version);
    }

    [Fact]
    public async Task A_setup_installs_and_starts_what_is_missing()
    {
        await Machine.WithDaemonAsync(Daemon);
        File.Delete(Installed);
        Maker.Pack(Daemon, Machine.Release);
        MachineSurvey survey = await Machine.SurveyAsync() with { Programs = [] };
        await DaemonPlan.DoAsync(Machine.Target, survey, Options(), CancellationToken.None);
        SyncthingProgram program = Assert.Single(await Machine.ProgramsAsync(), one => one.IsInUse);
        Assert.Equal((Installed, true, SyncthingSource.UserCopy), (program.Path, program.IsRunning, program.Source));
    }

    [Fact]
    public void Machines_without_a_release_are_named()
    {
        Assert.Equal("linux-arm64", ReleaseName.PlatformOf("Linux", "aarch64", "x"));
        Assert.Equal("macos-universal", ReleaseName.PlatformOf("Darwin", "arm64", "x"));
        Assert.Equal(SyncError.PlatformUnsupported, Assert.Throws<SyncException>(() => ReleaseName.PlatformOf("Linux", "mips128", "x")).Error);
        Assert.Equal(SyncError.PlatformUnsupported, Assert.Throws<SyncException>(() => ReleaseName.PlatformOf("OpenBSD", "amd64", "x")).Error);
        Assert.Equal("syncthing-macos-universal-v2.1.3.zip", ReleaseName.Of("macos-universal", "2.1.3").File);
    }

    [Fact]
    public void The_newest_is_a_release_and_no_candidate()
    {
        string listing = "syncthing-linux-amd64-v1.9.0.tar.gz syncthing-linux-amd64-v1.29.5.tar.gz syncthing-linux-amd64-v2.0.0-rc.1.tar.gz syncthing-linux-arm64-v3.0.0.tar.gz syncthing-linux-amd64-v9.0.0.tar.gz.part";
        Assert.Equal(
            ["v1.29.5", "v1.9.0", "v2.0.0-rc.1"],
            ReleaseName.FindAll("linux-amd64", listing).OrderByDescending(one => one.IsStable).ThenByDescending(one => one.Number).Select(one => one.Version));
    }

    private string Installed => Path.Join(Machine.Bin, "syncthing");

    private string Cache => Path.Join(Machine.Home, ".cache");

    private InstallOptions Options() => new() { Source = Maker.Directory };

    private ReleaseStore Store(InstallOptions options) => new(options.Source, Cache);

    private IEnumerable<string?> Entries() => Directory.EnumerateFileSystemEntries(Machine.Bin).Select(Path.GetFileName);

    private async Task<InstallPlan> PlanAsync(InstallOptions options) =>
        await UserInstall.PlanAsync(Machine.Target, await Machine.SurveyAsync(), Store(options), options, CancellationToken.None);

    private async Task<InstallPlan> InstallAsync(InstallOptions options)
    {
        InstallPlan plan = await PlanAsync(options);
        await UserInstall.RunAsync(Machine.Target, plan, Store(options), options, CancellationToken.None);
        return plan;
    }

    private async Task<string> RefusedAsync(SyncError expected, InstallOptions options)
    {
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => InstallAsync(options));
        Assert.True(error.Error == expected, error.ToString());
        Assert.Empty(Entries());
        return error.Message;
    }
}
