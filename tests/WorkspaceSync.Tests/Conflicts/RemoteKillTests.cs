namespace WorkspaceSync.Tests;

/// <summary>The scripts that resolve a conflict on a far machine are killed at each of their operations: nothing is ever missing.</summary>
[Collection("nodes")]
public sealed class RemoteKillTests
{
    private const string Live = "live version";
    private const string Copy = "copy";

    // On one file system, where a name is given to what is there, and over two, where it is copied.
    [Theory]
    [InlineData(SyncConflictKeep.Conflict, null)]
    [InlineData(SyncConflictKeep.Original, null)]
    [InlineData(SyncConflictKeep.Both, null)]
    [InlineData(SyncConflictKeep.Conflict, "/dev/shm")]
    [InlineData(SyncConflictKeep.Original, "/dev/shm")]
    public async Task Killed_at_any_operation_nothing_is_missing_and_all_is_as_it_was(SyncConflictKeep keep, string? stateIn)
    {
        int reached = 0;
        for (bool isReached = true; isReached; reached++)
        {
            // Before an operation is after the one before it.
            isReached = await KillAsync(keep, stateIn, reached + 1, isGoneAfter: false);
            await KillAsync(keep, stateIn, reached + 1, isGoneAfter: true);
        }

        Assert.True(reached > 3, $"{keep} has only {reached} operations.");
    }

    private static async Task<bool> KillAsync(SyncConflictKeep keep, string? stateIn, int call, bool isGoneAfter)
    {
        using ConflictFolder folder = new(stateIn);
        folder.Write("dir/a.txt", Live, 3, 0x1ed);
        folder.Write($"dir/a{ConflictFolder.Tag}.txt", Copy, 5);
        SortedDictionary<string, string> before = folder.Snapshot(withRecovery: true);
        using FatalPrograms programs = new(call, isGoneAfter);
        string place = $"{keep}, before call {call}{(isGoneAfter ? ", gone" : "")}: ";
        ConflictResolver resolver = new(ResolutionJournal.Current);
        SyncException? error = null;
        try
        {
            await resolver.ResolveAsync(await ConflictFolder.PlanAsync(new RemoteFiles(programs.Shell, folder.Root, folder.State), keep), "it", CancellationToken.None);
        }
        catch (SyncException e)
        {
            error = e;
        }

        // What a temporary file holds does not count: Syncthing removes those.
        SortedDictionary<string, string> after = folder.Lasting();
        Assert.True(after.Values.Any(value => value.StartsWith(Live, StringComparison.Ordinal)), $"{place}{Live} is gone: {Tell(after)}");
        Assert.True(after.Values.Any(value => value.StartsWith(Copy + " ", StringComparison.Ordinal)), $"{place}{Copy} is gone: {Tell(after)}");
        Assert.True(folder.Read("dir/a.txt") is Live or Copy, place + Tell(after));

        // The machine is back.
        RemoteFiles files = new(LocalShell.Instance, folder.Root, folder.State);
        foreach (SyncConflictResolution interrupted in ResolutionJournal.Current.ReadAll().Where(record => record.Root == folder.Root))
        {
            await resolver.UndoAsync(interrupted, files, CancellationToken.None);
        }

        Assert.True(before.SequenceEqual(folder.Lasting()), $"{place}{error?.Message}\n{Tell(before)}\ninstead of\n{Tell(folder.Lasting())}");
        return programs.Calls >= call;
    }

    private static string Tell(SortedDictionary<string, string> files) => string.Join("\n", files.Select(file => $"{file.Key} = {file.Value}"));
}
