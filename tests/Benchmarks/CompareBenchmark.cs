using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>The comparison of two trees by their bytes, beside hashing both at once and beside rsync; and by the indexes.</summary>
internal sealed class CompareBenchmark : IBenchmark
{
    private const int Files = 100_000;
    private const int Size = 4096;
    private const int Rounds = 5;
    private const int IndexFiles = 20_000;
    private const int WarmUps = 10;

    public string Name => "compare";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspacesync-compare-");
        try
        {
            string here = Path.Join(folder.FullName, "here");
            string there = Path.Join(folder.FullName, "there");
            Parallel.For(0, Files, file =>
            {
                byte[] bytes = new byte[Size];
                new Random(file).NextBytes(bytes);
                foreach (string root in (string[])[here, there])
                {
                    string path = Path.Join(root, $"d{file / 100:000}", $"f{file:00000}.bin");
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllBytes(path, bytes);
                    File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddYears(56));
                }
            });
            Task<double> Ours() => CompareAsync(here, there, cancel);
            string hashes = $"cd '{folder.FullName}'; for side in here there; do (cd $side; find . -type f -print0 | xargs -0 -n 500 sha256sum | sort -k 2 >../$side.sums) & done; wait; cmp here.sums there.sums && echo same";
            (Samples ours, Samples sums) = await Samples.AlternateAsync(Rounds, Ours, () => ShellCommand.TimeAsync(hashes, output => output == "same\n", cancel));
            string name = string.Create(CultureInfo.InvariantCulture, $"Compare-SyncShare, 2 x {Files:N0} files of {Size / 1024} kB");
            List<Figure> figures = [new Figure(name, "ms", ours, "sha256sum of both at once", sums, Bound.AtMostTimes(1))];
            if (ShellCommand.Has("rsync"))
            {
                (Samples again, Samples rsync) = await Samples.AlternateAsync(
                    Rounds, Ours, () => ShellCommand.TimeAsync($"rsync -nrci '{here}/' '{there}/'", output => output.Length == 0, cancel));
                figures.Add(new Figure(name, "ms", again, "rsync -nrc", rsync, Bound.FasterTimes(2)));
            }

            return [.. figures, .. await CompareSharesAsync(cancel)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> CompareAsync(string here, string there, CancellationToken cancel)
    {
        ShareSite Site(string root) => new() { Share = "nt", Files = new LocalFiles(root), Machine = "here" };
        return await Samples.TimeAsync(async () =>
        {
            ShareComparison comparison = new(Site(here), Site(there), new ComparisonOptions(SyncComparisonMethod.Content, WithModes: true));
            await foreach (SyncDifference difference in comparison.RunAsync(cancel))
            {
                throw new InvalidOperationException($"{difference} is no difference.");
            }

            if (comparison.Summary.Files != Files)
            {
                throw new InvalidOperationException($"{comparison.Summary.Files} files were compared.");
            }
        });
    }

    private static async Task<IReadOnlyList<Figure>> CompareSharesAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(IndexFiles);
        Task<double> Ours() => Task.FromResult(workspace.Engine.Time("Compare-SyncShare nt -Node $here -ReferenceNode $there -FromIndex", output => output.Count == 0));
        Task<double> Content() => Task.FromResult(workspace.Engine.Time("Compare-SyncShare nt -Node $here -ReferenceNode $there", output => output.Count == 0));
        for (int warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await Ours(); // for some seconds after a first sync the daemons are busy with their databases
        }

        (Samples index, Samples content) = await Samples.AlternateAsync(Rounds, Ours, Content);
        List<Figure> figures = [new Figure(string.Create(CultureInfo.InvariantCulture, $"Compare-SyncShare -FromIndex, {IndexFiles:N0} files"), "ms", index, "their content", content, Bound.AtMost(500))];
        if (ShellCommand.Has("rsync"))
        {
            // One connection is kept by us; rsync makes one each time, as who types it does.
            string line = $"rsync -nrci --exclude /.stfolder -e 'ssh -F {SshProgram.ConfigFile}' '{workspace.Here}/' 'there:{workspace.There}/'";
            (Samples ssh, Samples rsync) = await Samples.AlternateAsync(
                Rounds,
                () => Task.FromResult(workspace.Engine.Time("Compare-SyncShare nt -Node $here -HostName there", output => output.Count == 0)),
                () => ShellCommand.TimeAsync(line, output => output.Length == 0, cancel));
            figures.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"Compare-SyncShare -HostName, {IndexFiles:N0} files"), "ms", ssh, "rsync -nrc -e ssh", rsync));
        }

        return figures;
    }
}
