namespace WorkspaceSync.Tests;

public class IgnoreAdviceTests
{
    [Theory]
    [InlineData("# caches", "comment begins with '//'")]
    [InlineData("./build", "write '/build'", true)]
    [InlineData("../build", "never matches")]
    [InlineData("a//b", "two slashes")]
    [InlineData(".venv/", "Write '.venv'", true)]
    [InlineData("(?d).venv/**", "Write '(?d).venv'", true)]
    [InlineData("**/.venv/", "Write '**/.venv'", true)]
    [InlineData("(?x)a", "prefixes are")]
    [InlineData("!!a", "prefixes are")]
    [InlineData("! src", "blank")]
    [InlineData("src\\m.py", "between names write '/'")]
    [InlineData("{a,b", "stop the folder")]
    [InlineData("a\\", "stop the folder")]
    [InlineData("b{a*,}", "read it differently")]
    [InlineData("ab**ba", null)]
    [InlineData("*.pyc", null)]
    [InlineData("#recycle", null)]
    [InlineData("\\*a", null)]
    [InlineData("/**", null)]
    [InlineData("(?d).venv", null)]
    public void OneLine(string line, string? says, bool ignoreCase = false)
    {
        IReadOnlyList<IgnoreAdvice> advice = IgnoreSet.Parse(["// first", line]).Advise();
        if (says is null)
        {
            Assert.Empty(advice);
        }
        else
        {
            IgnoreAdvice only = Assert.Single(advice);
            Assert.Equal((".stignore", 2, line), (only.File, only.LineNumber, only.Text));
            Assert.Contains(says, only.Message, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnExceptionBelowWhatHidesIt()
    {
        IgnoreAdvice advice = Assert.Single(IgnoreSet.Parse(["/sub/*", "!/sub/src"]).Advise());
        Assert.Equal(2, advice.LineNumber);
        Assert.Contains("'/sub/*' (.stignore line 1) comes first", advice.Message, StringComparison.Ordinal);
        Assert.Empty(IgnoreSet.Parse(["!/sub/src", "/sub/*"]).Advise());
        Assert.Empty(IgnoreSet.Parse(["*.log", "!keep*"]).Advise());
    }

    [Theory]
    [InlineData("!/src/")]
    [InlineData("!/src/**")]
    public void AnExceptionForTheContentsOnly(string exception)
    {
        IgnoreAdvice advice = Assert.Single(IgnoreSet.Parse([exception, "*"]).Advise());
        Assert.Contains("Write '!/src'", advice.Message, StringComparison.Ordinal);
        Assert.Empty(IgnoreSet.Parse(["!/src", "*"]).Advise());
        Assert.Empty(IgnoreSet.Parse([exception, "*.log"]).Advise());
    }
}
