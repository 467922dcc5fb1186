using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>The sets recorded on the three daemons: what each took them for, and what it then left out of one tree.</summary>
public class IgnoreVectorTests
{
    private const string Files =
        ".git/HEAD .git/objects/aa/x .git/logs/HEAD sub/.git/objects/x .venv/lib/m.py sub/.venv/m.py f/.venv node_modules/a/b.js "
        + "sub/node_modules/b.js __pycache__/m.pyc sub/__pycache__/m.txt a.pyc sub/a.pyc trade_logs/t.csv x/trade_logs/t.csv "
        + "x/trade_logs/deep/t.csv x/trade_logs/keep.txt data_cache/p.parquet x/data_cache/p.parquet src/m.py src/deep/m.py "
        + "docs/d.md sub/src/m.py top.txt";

    private static readonly string[] s_tree =
    [
        .. Files.Split(' ').SelectMany(file => Above(file).Append(file)).Distinct().Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string, string> Sets
    {
        get
        {
            TheoryData<string, string> sets = [];
            foreach (string version in (string[])["1.19.2", "1.29.5", "2.1.3"])
            {
                foreach (string line in File.ReadLines(Recording.Path("ignores", $"{version}.jsonl")))
                {
                    sets.Add(version, line);
                }
            }

            return sets;
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void RecordedSetsAreReadAsTheDaemonReadsThem(string version, string recorded)
    {
        JObject vector = JObject.Parse(recorded);
        string[] patterns = Strings(vector["patterns"]);
        IgnoreSet set = IgnoreSet.Parse(patterns, null, IgnoreDialect.For(version));
        Assert.Equal(Strings(vector["expanded"]), set.Expanded);

        // These were recorded on a share that held the files before it had the set. What a new share does with such an
        // exception is measured below, on the daemons themselves.
        if (!Array.Exists(patterns, pattern => pattern is "!/src/" or "!/src/**"))
        {
            string[] leftOut = [.. s_tree.Where(entry => !set.Decide(entry).Travels)];
            string[] expected = vector["kept"] is { } kept ? [.. s_tree.Except(Strings(kept))] : Strings(vector["left out"]);
            Assert.Equal(expected.Order(StringComparer.Ordinal), leftOut);
        }
    }

    [Fact]
    public void EachDaemonHasAllItsRecordings() => Assert.Equal(3 * 37, Sets.Count);

    private static string[] Strings(JToken? list) => list?.ToObject<string[]>() ?? [];

    private static IEnumerable<string> Above(string file)
    {
        for (int slash = file.IndexOf('/'); slash >= 0; slash = file.IndexOf('/', slash + 1))
        {
            yield return file[..(slash + 1)];
        }
    }
}
