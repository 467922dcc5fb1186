using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>What Compare-SyncShare keeps in memory on its way through two trees of a million files, beside two of a tenth of that.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int FilesEach = 100;
    private const int Directories = 10_000;
    private const int Part = 10;
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(100);

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspacesync-memory-");
        try
        {
            // As many times over, as what is kept is looked at now and then.
            double few = await MeasureAsync(Path.Join(folder.FullName, "few"), Directories / Part, Part, cancel);
            double many = await MeasureAsync(Path.Join(folder.FullName, "many"), Directories, 1, cancel);
            string name = string.Create(CultureInfo.InvariantCulture, $"most that a comparison of 2 x {Directories * FilesEach:N0} files keeps");
            return [new Figure(name, "MB", new Samples([many]), "of a tenth of them", new Samples([few]), Bound.AtMostTimes(1.5))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(string root, int directories, int rounds, CancellationToken cancel)
    {
        foreach (string side in (string[])["here", "there"])
        {
            Parallel.For(0, directories, number =>
            {
                string directory = Path.Join(root, side, $"d{number / 100:000}", $"e{number % 100:00}");
                Directory.CreateDirectory(directory);
                for (int file = 0; file < FilesEach; file++)
                {
                    File.WriteAllBytes(Path.Join(directory, $"file-{file:000}.py"), file % 10 == 0 ? "x"u8.ToArray() : []); // some have to be read
                }
            });
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task looking = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                await Task.Delay(s_between, done.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }, cancel);
        for (int round = 0; round < rounds; round++)
        {
            await CompareAsync(root, directories * FilesEach, cancel);
        }

        await done.CancelAsync();
        await looking;
        return most / 1e6;
    }

    private static async Task CompareAsync(string root, long files, CancellationToken cancel)
    {
        ShareSite Site(string side) => new() { Share = "nt", Files = new LocalFiles(Path.Join(root, side)), Machine = side };
        ShareComparison comparison = new(Site("here"), Site("there"), new ComparisonOptions(SyncComparisonMethod.Content, WithModes: true));
        await foreach (SyncDifference difference in comparison.RunAsync(cancel))
        {
            throw new InvalidOperationException($"{difference} is no difference.");
        }

        if (comparison.Summary.Files != files)
        {
            throw new InvalidOperationException($"{comparison.Summary.Files} files were compared.");
        }
    }
}
