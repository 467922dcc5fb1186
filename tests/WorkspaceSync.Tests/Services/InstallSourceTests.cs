namespace WorkspaceSync.Tests;

/// <summary>Where a release comes from and for what machine: the project's own place, a package manager, a Mac's zip; and machines on which nothing may be changed.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class InstallSourceTests : InstallTestBase
{
    [Fact]
    public async Task Without_a_source_the_newest_comes_from_the_projects_own_place()
    {
        // As GitHub has it: the newest's name in one answer, each archive in a folder of its version.
        string version = Machine.Release.Version, archive = Maker.Pack(Daemon, Machine.Release);
        string folder = Directory.CreateDirectory(Path.Join(Maker.Directory, "download", version)).FullName;
        File.Move(archive, Path.Join(folder, Path.GetFileName(archive)));
        await File.WriteAllTextAsync(Path.Join(Maker.Directory, "latest"), $$"""{"url":"x","tag_name":"{{version}}","prerelease":false,"assets":[]}""");
        await using MirrorServer mirror = MirrorServer.Start(Maker.Directory);
        ReleaseStore store = StoreAt(mirror);
        InstallPlan plan = await PlanAsync(store);
        Assert.Equal(Machine.Release, plan.Release);
        await UserInstall.RunAsync(Machine.Target, plan, store, new InstallOptions(), CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(Daemon), await File.ReadAllBytesAsync(Installed));
        SyncException unknown = await Assert.ThrowsAsync<SyncException>(() => store.GetAsync(Machine.Release with { Version = "v7.7.7" }, CancellationToken.None));
        Assert.Equal(SyncError.ReleaseNotFound, unknown.Error);
    }

    [Fact]
    public async Task The_projects_own_place_is_githubs()
    {
        ReleaseStore store = new(null, Machine.Home);
        Assert.Equal("https://github.com/syncthing/syncthing/releases/download/v2.1.3/syncthing-linux-amd64-v2.1.3.tar.gz", $"{store.AddressOf(ReleaseName.Of("linux-amd64", "2.1.3"))}");
        Assert.Equal("https://api.github.com/repos/syncthing/syncthing/releases/latest", $"{store.Latest}");
        await File.WriteAllTextAsync(Path.Join(Maker.Directory, "latest"), "<html>please sign in to this hotel</html>");
        await using MirrorServer mirror = MirrorServer.Start(Maker.Directory);
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => PlanAsync(StoreAt(mirror)));
        Assert.Equal(SyncError.SourceUnreachable, error.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Machine.Bin));
    }

    [Fact]
    public async Task A_mac_gets_the_zip()
    {
        Machine.Command("uname", "case ${1-} in -m) echo arm64 ;; *) echo Darwin ;; esac");
        ReleaseName release = Machine.Release with { Platform = "macos-universal" };
        Maker.PackZip(Daemon, release, ($"{release.File[..^4]}/README.txt", "read me"));
        ReleaseStore store = new(Maker.Directory, Machine.Home);
        InstallPlan plan = await PlanAsync(store);
        Assert.Equal(release, plan.Release);
        await UserInstall.RunAsync(Machine.Target, plan, store, new InstallOptions(), CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(Daemon), await File.ReadAllBytesAsync(Installed));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(Installed));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("x/syncthing")]
    public async Task A_zip_that_is_not_as_releases_are_is_refused(string member)
    {
        ReleaseName release = Machine.Release with { Platform = "macos-universal" };
        string archive = Maker.PackZip(Daemon, release, (member, "evil"));
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => ReleaseArchive.UnpackAsync(archive, Path.Join(Machine.Home, "out"), CancellationToken.None));
        Assert.Equal(SyncError.ArchiveInvalid, error.Error);
    }

    [Fact]
    public async Task The_package_manager_is_asked_as_it_wants_to_be()
    {
        Machine.Command("apt-get", "echo \"$DEBIAN_FRONTEND apt-get $*\" >>\"$HOME/calls\"");
        Machine.Command("sudo", "echo \"sudo $1\" >>\"$HOME/calls\"; shift; \"$@\"");
        Machine.Command("id", "echo 0");
        await PackageInstall.RunAsync(Machine.Target, CancellationToken.None);
        Machine.Command("id", "echo 1000");
        await PackageInstall.RunAsync(Machine.Target, CancellationToken.None);
        const string Apt = "noninteractive apt-get install -y --no-install-recommends syncthing";
        Assert.Equal([Apt, "sudo -n", Apt], await File.ReadAllLinesAsync(Path.Join(Machine.Home, "calls")));
        Machine.Command("sudo", "echo 'sudo: a password is required' >&2; exit 1");
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => PackageInstall.RunAsync(Machine.Target, CancellationToken.None));
        Assert.Equal(SyncError.InstallFailed, error.Error);
        Assert.Contains("a password is required", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Scope User", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_program_in_its_place_is_named_and_left_alone()
    {
        string other = Machine.Command("syncthing", "echo hello");
        Maker.Pack(Daemon, Machine.Release);
        ReleaseStore store = new(Maker.Directory, Machine.Home);
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => PlanAsync(store));
        Assert.Equal(SyncError.InstallFailed, error.Error);
        Assert.Contains($"{other} on", error.Message, StringComparison.Ordinal);
        Assert.Contains("(hello)", error.Message, StringComparison.Ordinal);
        InstallOptions forced = new() { IsForced = true };
        await UserInstall.RunAsync(Machine.Target, await PlanAsync(store, forced), store, forced, CancellationToken.None);
        Assert.Contains("echo hello", await File.ReadAllTextAsync(other + ".old"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpenBSD", "amd64")]
    [InlineData("Linux", "mips128")]
    public async Task A_machine_that_there_is_no_release_for_is_named(string os, string architecture)
    {
        Machine.Command("uname", $"case ${{1-}} in -m) echo {architecture} ;; *) echo {os} ;; esac");
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => PlanAsync(new ReleaseStore(Maker.Directory, Machine.Home)));
        Assert.Equal(SyncError.PlatformUnsupported, error.Error);
        Assert.Contains($"{os} {architecture}", error.Message, StringComparison.Ordinal);
        Assert.Equal(["uname"], Directory.EnumerateFileSystemEntries(Machine.Bin).Select(Path.GetFileName));
    }

    private string Installed => Path.Join(Machine.Bin, "syncthing");

    private ReleaseStore StoreAt(MirrorServer mirror) => new(null, Path.Join(Machine.Home, ".cache"))
    {
        Official = new Uri(mirror.Address + "download/"),
        Latest = new Uri(mirror.Address + "latest"),
    };

    private async Task<InstallPlan> PlanAsync(ReleaseStore store, InstallOptions? options = null) =>
        await UserInstall.PlanAsync(Machine.Target, await Machine.SurveyAsync(), store, options ?? new InstallOptions(), CancellationToken.None);
}
