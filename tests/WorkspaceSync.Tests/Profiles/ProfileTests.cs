namespace WorkspaceSync.Tests;

public sealed class ProfileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("profiles-").FullName;

    private ProfileStore Store => new(BuiltInProfiles.Folder, _folder);

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void FourComeWithTheModule()
    {
        Assert.Equal(["Code", "Data", "Full", "Results"], Store.Names);
        Assert.All(Store.List(), profile =>
        {
            Assert.True(profile.IsBuiltIn);
            Assert.NotEmpty(profile.Description);
            Assert.NotEmpty(profile.Patterns);
            Assert.True(File.Exists(profile.Path));
        });
    }

    [Fact]
    public void NoneOfThemNeedsAdvice() =>
        Assert.All(Store.List(), profile => Assert.Empty(IgnoreSet.Parse(profile.Patterns).Advise()));

    [Fact]
    public void EveryVersionTakesThem() =>
        Assert.All(Enum.GetValues<GlobLibrary>(), library => Assert.All(Store.List(), profile =>
            Assert.Empty(IgnoreSet.Validate(profile.Patterns, null, IgnoreDialect.Current with { Library = library }))));

    [Fact]
    public void FullIsTheWorkspaceList()
    {
        SyncProfile full = Store.Get("full");
        Assert.Equal(
            [
                ".git/objects", ".git/logs", "(?d).venv", "(?d)node_modules", "(?d)__pycache__", "(?d).pytest_cache", "(?d).ruff_cache",
                "(?d)*.pyc", "**/trade_logs/*.csv", "**/data_cache/*.parquet",
            ],
            full.Patterns);
        Assert.Equal((SyncShareType.SendReceive, SyncShareType.SendReceive, null), (full.LocalType, full.RemoteType, full.RescanInterval));
    }

    [Fact]
    public void ResultsComeFromTheFarSide()
    {
        SyncProfile results = Store.Get("Results");
        Assert.Equal((SyncShareType.ReceiveOnly, SyncShareType.SendOnly), (results.LocalType, results.RemoteType));
    }

    [Fact]
    public void DataIsRescannedLessOftenThanSyncthingWould() => Assert.True(Store.Get("Data").RescanInterval > TimeSpan.FromHours(1));

    [Fact]
    public void WithoutGitComesFirstAndOnce()
    {
        Assert.Equal([".git", "!/src", "*"], ProfilePatterns.WithoutGit(["!/src", ".git", "*"]));
        IgnoreSet set = IgnoreSet.Parse(ProfilePatterns.WithoutGit(Store.Get("Code").Patterns));
        Assert.False(set.Decide("src/.git/HEAD").Travels);
        Assert.False(Assert.Single(set.Patterns, pattern => pattern.Text == ".git").Deletable);
    }

    [Fact]
    public void TheUsersOwnWinsByName()
    {
        Write("full", "// @description: mine", "// @LocalType: receiveonly", "// @rescanInterval: 1.00:00:00", "// a comment: of mine", "", " *.log ");
        SyncProfile full = Store.Get("FULL");
        Assert.Equal(("full", "mine", false), (full.Name, full.Description, full.IsBuiltIn));
        Assert.Equal(["*.log"], full.Patterns);
        Assert.Equal((SyncShareType.ReceiveOnly, TimeSpan.FromDays(1)), (full.LocalType, full.RescanInterval));
        Assert.Equal(["Code", "Data", "full", "Results"], Store.Names);
    }

    [Fact]
    public void AnUnknownNameIsAnsweredWithWhatThereIs()
    {
        SyncException error = Assert.Throws<SyncException>(() => Store.Get("Ful"));
        Assert.Equal(SyncError.ProfileNotFound, error.Error);
        Assert.Contains("Code, Data, Full, Results", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// @color: red", "no setting '@color'")]
    [InlineData("// @description", "'// @name: value'")]
    [InlineData("// @localType: Both", "none of SendReceive")]
    [InlineData("// @localType: 1", "none of SendReceive")]
    [InlineData("// @rescanInterval: 60", "no interval")]
    [InlineData("// @rescanInterval: -01:00:00", "no interval")]
    [InlineData("[a-", "not closed")]
    public void ABrokenFileIsNamedWithItsLine(string line, string says)
    {
        string path = Write("Mine", "// @description: mine", line);
        SyncException error = Assert.Throws<SyncException>(() => Store.Get("mine"));
        Assert.Equal(SyncError.ProfileInvalid, error.Error);
        Assert.Contains($"'{path}' is invalid in line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("Mine", Store.Names);
    }

    [Theory]
    [InlineData("a", "// @localType: SendOnly", "before the first pattern")]
    [InlineData("// @localType: SendOnly", "// @LOCALTYPE: SendOnly", "second time")]
    public void ASettingHasItsPlace(string first, string second, string says)
    {
        Write("Mine", first, second);
        Assert.Contains(says, Assert.Throws<SyncException>(() => Store.Get("Mine")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnIncludedFileIsTheSharesOwn()
    {
        Write("Mine", "#include .stignore-ours");
        Assert.Equal(["#include .stignore-ours"], Store.Get("Mine").Patterns);
    }

    private string Write(string name, params string[] lines)
    {
        string path = Path.Combine(_folder, $"{name}.stignore");
        File.WriteAllLines(path, lines);
        return path;
    }
}
