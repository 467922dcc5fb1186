using System.Globalization;
using System.Xml.Linq;

namespace WorkspaceSync.Tools;

/// <summary>The xunit suite; its counts are those of the result file that the test host writes.</summary>
internal static class XunitRun
{
    public static async Task<TestCounts> RunAsync(string? filter)
    {
        string results = Path.Join(Repository.Root, "out", "tests");
        string report = Path.Join(results, "xunit.trx");
        Directory.CreateDirectory(results); // the first run of a fresh clone: File.Delete throws where the directory is missing
        File.Delete(report);
        string[] selected = filter is null ? [] : ["--filter", filter];
        int exit = await Child.RunAsync(new(Environment.ProcessPath!, [
            "test", Path.Join(Repository.Root, "tests", "WorkspaceSync.Tests"), "--no-build", "--configuration", "Release", "--nologo",
            "--results-directory", results, "--logger", $"trx;LogFileName={Path.GetFileName(report)}",
            "--logger", "console;verbosity=minimal", .. selected])).ConfigureAwait(false);
        TestCounts counts = File.Exists(report) ? Read(XDocument.Load(report)) : TestCounts.None;
        if (exit != 0 && counts.Failed == 0)
        {
            TestCommand.Announce(string.Create(CultureInfo.InvariantCulture,
                $"dotnet test ended with {exit} and names no failed test (a crash? its own words are above): counted as one failure."));
            counts += new TestCounts(0, 1, 0);
        }

        return counts;
    }

    /// <summary>Counts the tests one by one: the report's own counters leave skipped ones out.</summary>
    private static TestCounts Read(XDocument report) => report.Descendants()
        .Where(element => element.Name.LocalName == "UnitTestResult")
        .Select(element => (string?)element.Attribute("outcome"))
        .Aggregate(TestCounts.None, (sum, outcome) => sum + (outcome switch
        {
            "Passed" => new TestCounts(1, 0, 0),
            "NotExecuted" => new TestCounts(0, 0, 1),
            _ => new TestCounts(0, 1, 0),
        }));
}
