using Newtonsoft.Json.Linq;
using Xunit.Abstractions;

namespace WorkspaceSync.Tests;

/// <summary>
/// Against recorded answers of gobwas/glob itself, in the three states that daemons are built with: random patterns made
/// of every construct, each tried on random paths; null where the library refuses the pattern.
/// </summary>
public class GlobTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("bytes", 0)]
    [InlineData("runes", 1)]
    [InlineData("v1", 2)]
    public void EveryPatternMeansWhatTheLibrarySays(string column, int library)
    {
        int patterns = 0;
        List<string> wrong = [];
        foreach (string line in File.ReadLines(Recording.Path("ignores", "glob.jsonl")))
        {
            JObject recorded = JObject.Parse(line);
            string pattern = (string)recorded["pattern"]!;
            string? verdicts = (string?)recorded[column];
            string[] paths = recorded["paths"]!.ToObject<string[]>()!;
            string? ours = Judge(pattern, paths, (GlobLibrary)library);
            patterns++;

            // "!" is where the library panicked, and took the daemon with it; we say that nothing matches.
            if (ours != verdicts?.Replace('!', '0'))
            {
                wrong.Add($"{pattern} on {string.Join(' ', paths)}: {verdicts ?? "refused"}, not {ours ?? "refused"}");
            }
        }

        output.WriteLine($"{patterns} patterns");
        Assert.True(patterns > 1000);
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong.Take(20))}");
    }

    private static string? Judge(string pattern, string[] paths, GlobLibrary library)
    {
        try
        {
            Glob glob = Glob.Parse(pattern, library);
            return string.Concat(paths.Select(path => glob.IsMatch(new(path)) ? '1' : '0'));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
