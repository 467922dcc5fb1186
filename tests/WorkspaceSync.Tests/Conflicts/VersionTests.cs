using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Archived versions, recent changes, and shares of one direction, on real daemons.</summary>
[Collection("nodes")]
public sealed class VersionTests
{
    [Theory]
    [EveryProgram]
    public async Task A_version_comes_back_and_what_was_there_is_archived(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program, "simple");
        ConflictPair.Write(pair.LaptopRoot, "dir/a.txt", "first", isNewer: false);
        pair.Flush();
        ConflictPair.Write(pair.LaptopRoot, "dir/a.txt", "second", isNewer: true);
        pair.Flush();
        SyncFileVersion version = pair.Run("Get-SyncFileVersion nt -Path dir/* -Node $gpu").One<SyncFileVersion>();
        Assert.Equal(("dir/a.txt", 5L, "gpu"), (version.Path, version.Size, version.Machine));
        pair.Run("Get-SyncFileVersion -Node $gpu | Restore-SyncFileVersion -WhatIf");
        Assert.Equal("second", File.ReadAllText(Path.Join(pair.GpuRoot, "dir/a.txt")));

        pair.Run("Get-SyncFileVersion -Node $gpu | Restore-SyncFileVersion"); // within a second of its archiving: see VersionReader
        Assert.Equal("first", File.ReadAllText(Path.Join(pair.GpuRoot, "dir/a.txt")));
        Assert.Equal(6L, pair.Run("Get-SyncFileVersion nt -Node $gpu").One<SyncFileVersion>().Size);
        pair.Shell.Run("Restore-SyncFileVersion $version", ("version", version)).Error(SyncError.VersionNotRestored);

        // Both machines tell who changed what.
        pair.Flush();
        SyncChange[] changes = [.. pair.Run("Get-SyncChange nt -Node $laptop").All<SyncChange>().Where(change => change.Path == "dir/a.txt")];
        Assert.Contains(changes, change => change is { IsLocal: true, Machine: "laptop" });
        Assert.Contains(changes, change => change is { IsLocal: false, Machine: "gpu" });
    }

    [Theory]
    [EveryProgram]
    public async Task Changes_against_the_direction_are_previewed_and_undone(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program);
        ConflictPair.Write(pair.LaptopRoot, "a.txt", "laptop's", isNewer: false);
        pair.Flush();
        pair.Shell.Run("Undo-SyncLocalChange nt -Node $gpu -Confirm:$false", ("gpu", pair.Gpu)).Error(SyncError.ShareTypeUnsuitable);
        await pair.Gpu.Client.Config.PatchFolderAsync(ConflictPair.Share, new JObject { ["type"] = "receiveonly" }, CancellationToken.None);
        pair.Flush(); // the folder has restarted, and the two have met again: what comes now is new
        ConflictPair.Write(pair.GpuRoot, "a.txt", "gpu's own", isNewer: true);
        ConflictPair.Write(pair.GpuRoot, "extra.txt", "only there", isNewer: true);
        await pair.Gpu.Client.Database.ScanAsync(ConflictPair.Share, [], CancellationToken.None);
        Assert.Equal(["a.txt", "extra.txt"], pair.Run("Get-SyncLocalChange nt -Node $gpu").All<SyncLocalChange>().Select(change => change.Path).Order());
        pair.Run("Undo-SyncLocalChange nt -Node $gpu -WhatIf");
        Assert.Equal("gpu's own", File.ReadAllText(Path.Join(pair.GpuRoot, "a.txt")));
        pair.Run("Undo-SyncLocalChange nt -Node $gpu -Confirm:$false");
        await Eventually.TrueAsync("gpu has laptop's version again", () => Has(pair, "laptop's") && !File.Exists(Path.Join(pair.GpuRoot, "extra.txt")));
        pair.Flush(); // what was undone is in its sequence, and was sent to nobody

        // The other direction: what gpu changes is not taken by a send-only laptop, and then replaced.
        await pair.Gpu.Client.Config.PatchFolderAsync(ConflictPair.Share, new JObject { ["type"] = "sendreceive" }, CancellationToken.None);
        await pair.Laptop.Client.Config.PatchFolderAsync(ConflictPair.Share, new JObject { ["type"] = "sendonly" }, CancellationToken.None);
        ConflictPair.Write(pair.GpuRoot, "a.txt", "gpu's again", isNewer: true);
        await pair.Gpu.Client.Database.ScanAsync(ConflictPair.Share, [], CancellationToken.None);
        await Eventually.TrueAsync("laptop has heard of it", async () => (await pair.Laptop.Client.Database.GetStatusAsync(ConflictPair.Share, CancellationToken.None)).NeedTotalItems == 1);
        pair.Run("Undo-SyncRemoteChange nt -Node $laptop -Confirm:$false");
        Assert.Equal(0, (await pair.Laptop.Client.Database.GetStatusAsync(ConflictPair.Share, CancellationToken.None)).NeedTotalItems); // done when it returns
        await Eventually.TrueAsync("gpu has laptop's version again", () => Has(pair, "laptop's"));
    }

    // Between the version that is put aside and the one that comes there is none.
    private static bool Has(ConflictPair pair, string text)
    {
        try
        {
            return File.ReadAllText(Path.Join(pair.GpuRoot, "a.txt")) == text;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
