using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>Get-SyncConflict in a tree of a million files, beside find with the same name test, and fd where it is.</summary>
internal sealed class ConflictBenchmark : IBenchmark
{
    private const int Directories = 10_000;
    private const int FilesEach = 100;
    private const int Conflicts = 50;
    private const int Rounds = 5;

    public string Name => "conflicts";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspacesync-conflicts-");
        string? home = Environment.GetEnvironmentVariable("STHOMEDIR");
        Environment.SetEnvironmentVariable("STHOMEDIR", Path.Join(folder.FullName, "no-home")); // no daemon is meant
        try
        {
            string root = Path.Join(folder.FullName, "share");
            Plant(root);
            using Engine engine = new();
            string command = $"Get-SyncConflict -Path '{root}'";
            Task<double> Ours() => Task.FromResult(engine.Time(command, output => output.Count == Conflicts));
            List<Figure> figures = [];
            string name = string.Create(CultureInfo.InvariantCulture, $"Get-SyncConflict, {Directories * FilesEach:N0} files");
            foreach ((string program, string line, Bound bound) in ((string, string, Bound)[])
                [
                    ("find", $"find '{root}' -name '*.sync-conflict-*'", Bound.AtMostTimes(0.8)),
                    ("fd", $"fd --unrestricted --fixed-strings .sync-conflict- '{root}'", Bound.AtMostTimes(1)),
                    ("fdfind", $"fdfind --unrestricted --fixed-strings .sync-conflict- '{root}'", Bound.AtMostTimes(1)),
                ])
            {
                if (ShellCommand.Has(program))
                {
                    (Samples ours, Samples theirs) = await Samples.AlternateAsync(Rounds, Ours, () => ShellCommand.TimeAsync(line, output => output.Count(letter => letter == '\n') == Conflicts, cancel));
                    figures.Add(new Figure(name, "ms", ours, program, theirs, bound));
                }
            }

            long before = GC.GetTotalMemory(forceFullCollection: true);
            long most = 0;
            foreach (FileFinding _ in new ConflictWalk(new LocalFiles(root)).Run("", cancel))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            Samples kept = new([most / 1e6]);
            return [.. figures, new Figure("kept in memory during the walk", "MB", kept, "the walk's own start", new Samples([0.001]), Bound.AtMost(4))];
        }
        finally
        {
            Environment.SetEnvironmentVariable("STHOMEDIR", home);
            folder.Delete(recursive: true);
        }
    }

    private static void Plant(string root)
    {
        Directory.CreateDirectory(Path.Join(root, ".stfolder"));
        Parallel.For(0, Directories, number =>
        {
            string directory = Path.Join(root, $"d{number / 100:000}", $"e{number % 100:00}");
            Directory.CreateDirectory(directory);
            for (int file = 0; file < FilesEach; file++)
            {
                using (File.OpenHandle(Path.Join(directory, $"file-{file:000}.py"), FileMode.Create, FileAccess.Write))
                {
                }
            }
        });
        for (int conflict = 0; conflict < Conflicts; conflict++)
        {
            File.WriteAllText(Path.Join(root, $"d{conflict:000}", "e00", $"x{conflict}.sync-conflict-20261123-085522-PJNU26X.py"), "");
        }
    }
}
