namespace WorkspaceSync.Tests;

public class IgnoreSetTests
{
    private static readonly IgnoreDialect s_old = IgnoreDialect.For("v1.19.2");
    private static readonly IgnoreDialect s_middle = IgnoreDialect.For("v1.29.5");
    private static readonly IgnoreDialect s_debian = IgnoreDialect.Current with { Library = GlobLibrary.Version1 };

    [Theory]
    [InlineData("*.pyc", "sub/a.pyc", false)]
    [InlineData("/*.pyc", "sub/a.pyc", true)]
    [InlineData("**/trade_logs/*.csv", "x/trade_logs/t.csv", false)]
    [InlineData("**/trade_logs/*.csv", "x/trade_logs/deep/t.csv", true)]
    [InlineData(".venv", "a/.venv/lib/m.py", false)]
    [InlineData(".venv/", "a/.venv", true)]
    [InlineData(".venv/", "a/.venv/m.py", false)]
    [InlineData(".VENV", ".venv", true)]
    [InlineData("(?i).VENV", ".venv", false)]
    [InlineData("(?i)straße", "STRASSE", true)]
    [InlineData("(?i)ÄB", "äb", false)]
    [InlineData("(?d).venv", ".venv", false)]
    [InlineData("(?x)a", "(?x)a", false)]
    [InlineData("(?x)a", "a", true)]
    [InlineData("\\(?x)a", "(?x)a", false)]
    [InlineData("#foo", "#foo", false)]
    [InlineData("// foo", "foo", true)]
    [InlineData("foo ", "foo", false)]
    [InlineData("./x", "x", true)]
    [InlineData("../x", "x", true)]
    [InlineData("/", "anything", false)]
    [InlineData("[!a]", "b", false)]
    [InlineData("[!a]", "a", true)]
    [InlineData("{a,b}", "sub/b", false)]
    [InlineData("\\*", "x", true)]
    [InlineData("\\*", "*", false)]
    [InlineData("a?", "a/", true)]
    [InlineData("1?5ö", "155ö", false)]
    public void OnePatternDecides(string pattern, string path, bool travels) =>
        Assert.Equal(travels, IgnoreSet.Parse([pattern]).Decide(path).Travels);

    [Fact]
    public void TheVerdictNamesTheLine()
    {
        IgnoreSet set = IgnoreSet.Parse(["// ours", "", "!keep.pyc", "*.pyc", "#include more"], _ => ["", "*.log"]);
        Assert.Equal(new("a.pyc", false, IgnoreReason.Pattern, "*.pyc", ".stignore", 4), set.Decide("a.pyc") with { Note = null });
        Assert.Equal(new("b/keep.pyc", true, IgnoreReason.Exception, "!keep.pyc", ".stignore", 3), set.Decide("b/keep.pyc"));
        Assert.Equal(("*.log", "more", 2), (set.Decide("x.log").Pattern, set.Decide("x.log").File, set.Decide("x.log").LineNumber));
        Assert.Equal(new("src/m.py", true, IgnoreReason.NoPattern), set.Decide("src/m.py"));
    }

    [Fact]
    public void WhatIsInADirectoryThatIsLeftOutNamesTheDirectory()
    {
        IgnoreVerdict verdict = IgnoreSet.Parse(["build"]).Decide("x/build/out.o");
        Assert.Equal((false, IgnoreReason.DirectoryAbove, "build"), (verdict.Travels, verdict.Reason, verdict.Pattern));
        Assert.Contains("'x/build'", verdict.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".stignore", IgnoreReason.Internal)]
    [InlineData(".stfolder/x", IgnoreReason.Internal)]
    [InlineData(".stversions/a/b", IgnoreReason.Internal)]
    [InlineData("a/.syncthing.b.tmp", IgnoreReason.Temporary)]
    [InlineData("~syncthing~b.tmp", IgnoreReason.Temporary)]
    [InlineData("../x", IgnoreReason.OutsideShare)]
    [InlineData("a/../b", IgnoreReason.OutsideShare)]
    [InlineData("/a", IgnoreReason.OutsideShare)]
    [InlineData("", IgnoreReason.OutsideShare)]
    public void SomeNamesNeverTravel(string path, IgnoreReason reason)
    {
        IgnoreVerdict verdict = IgnoreSet.Parse(["!*"]).Decide(path);
        Assert.Equal((false, reason), (verdict.Travels, verdict.Reason));
    }

    [Theory]
    [InlineData("a/.stignore")]
    [InlineData("a/.stfolder")]
    [InlineData("./src/")]
    [InlineData(".")]
    [InlineData("a..b/..c")]
    public void OthersDo(string path) => Assert.True(IgnoreSet.Parse([]).Decide(path).Travels);

    [Fact]
    public void TheFirstMatchWins()
    {
        Assert.False(IgnoreSet.Parse(["/sub/*", "!/sub/src"]).Decide("sub/src").Travels);
        Assert.True(IgnoreSet.Parse(["!/sub/src", "/sub/*"]).Decide("sub/src/m.py").Travels);
    }

    [Fact]
    public void ALineGivenTwiceCountsOnce()
    {
        IgnoreSet set = IgnoreSet.Parse(["a", "#include more", "a"], _ => ["a", "b"]);
        Assert.Equal(["a", "b"], set.Patterns.Select(pattern => pattern.Text));
    }

    [Fact]
    public void PrefixesComeInAnyOrder()
    {
        IgnorePattern pattern = Assert.Single(IgnoreSet.Parse(["(?d)(?i)!A"]).Patterns);
        Assert.Equal(new("(?d)(?i)!A", ".stignore", 1, true, true, true) { Body = "A" }, pattern);
    }

    [Fact]
    public void ExceptionsDeepDownAreReachedInDirectoriesThatAreLeftOut()
    {
        IgnoreSet set = IgnoreSet.Parse(["!/a/b/keep", "/a"]);
        Assert.True(set.Decide("a/b/keep").Travels);
        Assert.False(set.Decide("a/b").Travels);
        Assert.NotNull(set.Decide("a/b").Note);
    }

    [Fact]
    public void NewerVersionsDontLookForExceptionsThatEndWithASlash()
    {
        Assert.True(IgnoreSet.Parse(["!/src/", "*"], null, s_old).Decide("src/m.py").Travels);
        Assert.False(IgnoreSet.Parse(["!/src/", "*"], null, s_middle).Decide("src/m.py").Travels);
    }

    [Fact]
    public void OnAMacCaseDoesNotCount()
    {
        IgnoreDialect mac = IgnoreDialect.For("v2.1.3", "darwin");
        Assert.False(IgnoreSet.Parse(["Build"], null, mac).Decide("bUILD").Travels);
    }

    [Theory]
    [InlineData("!", "missing")]
    [InlineData("(?d)", "missing")]
    [InlineData("(?i)!", "missing")]
    [InlineData("[a-", "not closed")]
    [InlineData("[]", "empty")]
    [InlineData("[b-a]", "backwards")]
    [InlineData("[a-bc]", "one range")]
    [InlineData("#include", "names no file")]
    [InlineData("#includefoo", "names no file")]
    [InlineData("#include gone", "no file 'gone'")]
    public void WhatStopsTheFolderIsAProblem(string line, string message)
    {
        IgnoreProblem problem = Assert.Single(IgnoreSet.Validate(["ok", line]));
        Assert.Equal((".stignore", 2, line), (problem.File, problem.LineNumber, problem.Text));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{a,b", "a")]
    [InlineData("{a,b", "b")]
    [InlineData("a\\", "a")]
    public void LooseFormsAreTakenByTheReleasesAndRefusedByNewerBuilds(string line, string leftOut)
    {
        Assert.False(IgnoreSet.Parse([line]).Decide(leftOut).Travels);
        Assert.Single(IgnoreSet.Validate([line], null, s_debian));
    }

    [Fact]
    public void ARefusalNamesEveryLineAndFile()
    {
        SyncException error = Assert.Throws<SyncException>(
            () => IgnoreSet.Parse(["a", "[", "#include sub/more"], path => path == "sub/more" ? ["b", "!"] : null));
        Assert.Equal(SyncError.IgnorePatternInvalid, error.Error);
        Assert.Contains(".stignore line 2 '['", error.Message, StringComparison.Ordinal);
        Assert.Contains("sub/more line 2 '!'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IncludesAreFoundFromTheFileThatNamesThem()
    {
        List<string> asked = [];
        IgnoreSet.Parse(["#include sub/one", "#include ../out"], path =>
        {
            asked.Add(path);
            return path == "sub/one" ? ["#include two", "#include ../three"] : [];
        });
        Assert.Equal(["sub/one", "sub/two", "three", "../out"], asked);
    }

    [Fact]
    public void AFileIsIncludedOnce()
    {
        IgnoreProblem problem = Assert.Single(IgnoreSet.Validate(["#include a", "#include ./a"], _ => []));
        Assert.Contains("second time", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOutsideTheShareThatIncludesItselfEnds()
    {
        int round = 0;
        Assert.NotEmpty(IgnoreSet.Validate(["#include ../a"], _ => [$"#include {new string(' ', ++round)}../x/../a"]));
    }

    [Fact]
    public void EscapeIsADirectiveFromTwoOn()
    {
        string[] lines = ["#escape=|", "|*"];
        Assert.False(IgnoreSet.Parse(lines).Decide("*").Travels);
        Assert.True(IgnoreSet.Parse(lines).Decide("x").Travels);
        Assert.False(IgnoreSet.Parse(lines, null, s_middle).Decide("#escape=|").Travels);
        Assert.Single(IgnoreSet.Validate(["#escape"]));
        Assert.Single(IgnoreSet.Validate(["a", "#escape=|"]));
        Assert.Single(IgnoreSet.Validate(["#escape=|", "#escape=|"]));
    }

    [Fact]
    public void ALineMayBe65535BytesLong()
    {
        Assert.Empty(IgnoreSet.Validate([new string('a', 65535)]));
        Assert.Single(IgnoreSet.Validate([new string('a', 65536)]));
    }

    [Fact]
    public void ALineWithLineFeedsIsSeveral() =>
        Assert.Equal(["a", "b"], IgnoreSet.Parse(["a\r\nb"]).Patterns.Select(pattern => pattern.Text));

    [Theory]
    [InlineData("v1.19.2-ds1", GlobLibrary.Bytes, false, false, false)]
    [InlineData("v1.20.3", GlobLibrary.Runes, false, false, false)]
    [InlineData("v1.27.4", GlobLibrary.Runes, true, false, false)]
    [InlineData("v1.29.5", GlobLibrary.Runes, true, true, false)]
    [InlineData("v2.1.3", GlobLibrary.Runes, true, true, true)]
    [InlineData("v2.0.0-rc.24", GlobLibrary.Runes, true, true, true)]
    [InlineData("unknown-dev", GlobLibrary.Runes, true, true, true)]
    internal void EachVersionHasItsDialect(string version, GlobLibrary library, bool skips, bool normalizes, bool escapes) =>
        Assert.Equal(new(library, skips, normalizes, escapes), IgnoreDialect.For(version));
}
