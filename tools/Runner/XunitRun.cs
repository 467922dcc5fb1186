using System.Globalization;
using System.Xml.Linq;

namespace WorkspaceSync.Tools;

/// <summary>
/// A part of the xunit suite, in a process of its own. What changes the environment of its whole process, which ssh
/// configuration is used or where Syncthing's home is, cannot run beside other tests in one process, but in several.
/// </summary>
internal sealed class XunitRun(string name, string filter)
{
    // The values of the trait Process: an architecture test holds each collection that runs alone to one of them.
    private static readonly string[] s_apart = ["Services", "Workspaces", "Remote", "ZeroTier"];

    /// <summary>The whole suite, what waits longest first; or what the filter leaves of it.</summary>
    public static IEnumerable<XunitRun> All(string? filter) => filter is not null
        ? [new("xunit", filter)]
        : [
            .. s_apart.Select(process => new XunitRun($"xunit {process}", $"Process={process}")),
            new("xunit", string.Join('&', s_apart.Select(process => $"Process!={process}"))),
        ];

    /// <summary>Runs it; the counts are those of the result file that the test host writes.</summary>
    public async Task<TestCounts> RunAsync()
    {
        string results = Path.Join(Repository.Root, "out", "tests");
        string report = Path.Join(results, $"{name.Replace(' ', '-')}.trx");
        Directory.CreateDirectory(results); // the first run of a fresh clone: File.Delete throws where the directory is missing
        File.Delete(report);
        int exit = await Child.RunAsync(
            new(Environment.ProcessPath!, [
                "test", Path.Join(Repository.Root, "tests", "WorkspaceSync.Tests", "bin", "Release", "net10.0", "WorkspaceSync.Tests.dll"), "--nologo",
                "--results-directory", results, "--logger", $"trx;LogFileName={Path.GetFileName(report)}",
                "--logger", "console;verbosity=minimal", "--filter", filter]),
            name).ConfigureAwait(false);
        TestCounts counts = File.Exists(report) ? Read(XDocument.Load(report)) : TestCounts.None;
        if (exit != 0 && counts.Failed == 0)
        {
            TestCommand.Announce(string.Create(CultureInfo.InvariantCulture,
                $"{name}: dotnet test ended with {exit} and names no failed test (a crash? its own words are above): counted as one failure."));
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
