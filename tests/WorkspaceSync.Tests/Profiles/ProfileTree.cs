namespace WorkspaceSync.Tests;

/// <summary>For each built-in profile a tree that has something for each of its lines, and what of it has to travel.</summary>
internal sealed class ProfileTree(string travelling, string leftOut)
{
    public IReadOnlyList<string> Travelling { get; } = [.. travelling.Split(' ').Order(StringComparer.Ordinal)];

    /// <summary>Directories end with a slash.</summary>
    public IReadOnlyList<string> Entries { get; } = WithDirectories($"{travelling} {leftOut}".Split(' '));

    public static ProfileTree Of(string profile) => profile switch
    {
        "Full" => new(
            ".git .git/HEAD .git/refs .git/refs/main f m.pyx sub sub/.git sub/.git/HEAD src src/m.py src/objects src/objects/o "
            + "trade_logs trade_logs/keep.txt x x/trade_logs x/trade_logs/deep x/trade_logs/deep/t.csv data_cache data_cache/k.json x/data_cache x/t.csv x/p.parquet",
            ".git/objects/aa/x .git/logs/HEAD sub/.git/objects/x .venv/lib/m.py sub/.venv/m.py node_modules/a/b.js sub/node_modules/b.js "
            + "__pycache__/m.txt src/__pycache__/m.txt .pytest_cache/v/x sub/.pytest_cache/x .ruff_cache/x sub/.ruff_cache/x a.pyc src/a.pyc "
            + "trade_logs/t.csv x/trade_logs/t.csv data_cache/p.parquet x/data_cache/p.parquet"),
        "Code" => new(
            "src src/m.py src/deep src/deep/docs src/deep/docs/a.md docs docs/d.md",
            "top.txt .git/HEAD sub/src/m.py src/.venv/m.py src/node_modules/a/b.js src/deep/__pycache__/m.txt src/.pytest_cache/x "
            + "src/.mypy_cache/x src/.ruff_cache/x src/a.pyc docs/.DS_Store data_cache/p.parquet"),
        "Data" => new(
            "raw raw/p.parquet raw/t.csv raw/model.bin raw/tmp raw/tmp/x x x/partial",
            "raw/a.tmp raw/a.temp raw/a.part raw/a.partial raw/a.crdownload raw/a.download raw/a.aria2 raw/a.incomplete "
            + "raw/_temporary/0/part-0 raw/x.lock raw/.~lock.t.csv# raw/~$t.xlsx raw/.nfs000001 __pycache__/m.txt raw/.ipynb_checkpoints/a.ipynb "
            + ".cache/huggingface/x raw/.DS_Store raw/Thumbs.db"),
        "Results" => new(
            "run1 run1/metrics.json run1/model.bin run1/plots run1/plots/a.png",
            "run1/a.tmp run1/a.temp run1/a.part run1/a.partial run1/a.incomplete run1/_temporary/0/x run1/x.lock run1/__pycache__/m.txt "
            + "run1/.ipynb_checkpoints/a.ipynb run1/.DS_Store"),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "A profile without a tree."),
    };

    private static string[] WithDirectories(string[] paths)
    {
        HashSet<string> directories = [.. paths.SelectMany(Above)];
        return [.. directories.Select(path => path + "/"), .. paths.Where(path => !directories.Contains(path))];
    }

    private static IEnumerable<string> Above(string path)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }
}
