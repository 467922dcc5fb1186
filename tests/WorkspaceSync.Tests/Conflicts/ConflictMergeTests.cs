namespace WorkspaceSync.Tests;

/// <summary>Merging, on a real daemon's archive, and only where it is certain.</summary>
[Collection("nodes")]
public sealed class ConflictMergeTests
{
    private const string Common = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";

    [Theory]
    [EveryProgram]
    public async Task Changes_that_do_not_touch_are_merged_and_others_refused(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program, "simple");
        foreach (string path in (string[])["apart.txt", "same.txt"])
        {
            ConflictPair.Write(pair.LaptopRoot, path, Common, isNewer: false);
            File.SetLastWriteTimeUtc(Path.Join(pair.LaptopRoot, path), DateTime.UtcNow.AddHours(-1));
        }

        pair.Flush();
        await pair.DisagreeAsync(() =>
        {
            ConflictPair.Write(pair.LaptopRoot, "apart.txt", Common.Replace("two", "2"), isNewer: true);
            ConflictPair.Write(pair.GpuRoot, "apart.txt", Common.Replace("six", "6"), isNewer: false);
            ConflictPair.Write(pair.LaptopRoot, "same.txt", Common.Replace("two", "II"), isNewer: true);
            ConflictPair.Write(pair.GpuRoot, "same.txt", Common.Replace("two", "2"), isNewer: false);
        });

        // The base is where the file was replaced by another machine's: there Syncthing has archived it, or it has renamed it and kept no base.
        SyncNode? node = new[] { pair.Gpu, pair.Laptop }.FirstOrDefault(candidate => candidate.Client.Folder.GetVersionsAsync(ConflictPair.Share, CancellationToken.None).GetAwaiter().GetResult().ContainsKey("apart.txt"));
        if (node is null)
        {
            CmdletResult none = pair.Shell.Run("Get-SyncConflict nt -Path apart.txt -Node $laptop | Resolve-SyncConflict Merge", ("laptop", pair.Laptop));
            Assert.Contains("no archived version", none.Error(SyncError.ConflictUnresolvable).Exception.Message, StringComparison.Ordinal);
            string archive = Directory.CreateDirectory(Path.Join(pair.LaptopRoot, ".stversions")).FullName;
            foreach (string name in (string[])["apart", "same"])
            {
                string kept = Path.Join(archive, $"{name}~20261101-101010.txt");
                File.WriteAllText(kept, Common);
                File.SetLastWriteTimeUtc(kept, DateTime.UtcNow.AddHours(-1));
            }

            node = pair.Laptop;
        }

        string root = node == pair.Laptop ? pair.LaptopRoot : pair.GpuRoot;
        SyncConflictComparison compared = pair.Run("Get-SyncConflict nt -Path apart.txt -Node $node | Compare-SyncConflict -ThreeWay", ("node", node)).One<SyncConflictComparison>();
        Assert.Contains("-two", compared.OriginalChanges);
        Assert.Contains("-six", compared.ConflictChanges);
        pair.Run("Get-SyncConflict nt -Path apart.txt -Node $node | Resolve-SyncConflict Merge -Wait", ("node", node));
        Assert.Equal(Common.Replace("two", "2").Replace("six", "6"), File.ReadAllText(Path.Join(pair.GpuRoot, "apart.txt")));
        pair.Run("Undo-SyncConflict");
        Assert.Equal(Common.Replace("two", "2"), File.ReadAllText(Path.Join(root, "apart.txt")));
        Assert.DoesNotContain(Directory.EnumerateFiles(root), file => Path.GetFileName(file).StartsWith(".syncthing.", StringComparison.Ordinal));

        CmdletResult refused = pair.Shell.Run("Get-SyncConflict nt -Path same.txt -Node $node | Resolve-SyncConflict Merge", ("node", node));
        Assert.Contains("same lines", refused.Error(SyncError.ConflictUnresolvable).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, pair.Run("(Get-SyncStatus nt -Node $node).Conflicts", ("node", node)).One<int>());
    }
}
