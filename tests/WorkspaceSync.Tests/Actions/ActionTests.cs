using System.Collections.Concurrent;

namespace WorkspaceSync.Tests;

/// <summary>What a session does by itself when a share becomes so: once for each cause, restarts included.</summary>
public sealed class ActionTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    private const string Register = "Register-SyncAction $id -Node $a -Debounce 0.2 { $log.Enqueue(\"$($EventArgs.On) $($EventArgs.Path -join ',')\") } ";

    [Theory]
    [EveryProgram]
    public async Task AChangeIsToldOnceWhenItHasArrivedAndARestartIsNone(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        ConcurrentQueue<string> log = [];
        SyncAction inSync = pair.Run(Register + "-On InSync", ("id", id), ("log", log)).One<SyncAction>();
        pair.Run(Register + "-On InSync -Filter *.py -Name python", ("id", id), ("log", log)).One<SyncAction>();
        pair.Run(Register + "-On Changed -Filter 'src/*'", ("id", id), ("log", log)).One<SyncAction>();
        Assert.Equal($"{id}-InSync-{pair.A.Name}", inSync.Name);

        // What is true already is no news; one change that is scanned here, and one that comes from there, are.
        FileTree.Write(pair.PathA(id), "src/a.txt");
        Flush(pair, id);
        await CountAsync(log, "InSync src/a.txt", 1);
        await CountAsync(log, "Changed src/a.txt", 1);
        FileTree.Write(pair.PathB(id), "b.py");
        Flush(pair, id);
        await CountAsync(log, "InSync b.py", 2); // python's as well
        Assert.Equal(2, inSync.Count);

        // Paused and resumed, and restarted: in sync again, and nobody's work.
        pair.Run("Suspend-SyncShare $id -Node $a; Resume-SyncShare $id -Node $a", ("id", id)).AssertNoErrors();
        await pair.Sandbox.Daemons[0].StopAsync(CancellationToken.None);
        await pair.Sandbox.Daemons[0].StartAsync(CancellationToken.None);
        await pair.ConnectedAsync();
        await Eventually.TrueAsync("it is followed again", () => inSync is { IsListening: true, Trouble: null }, details: () => $"{inSync.IsListening} {inSync.Trouble}");
        FileTree.Write(pair.PathA(id), "c.py");
        Flush(pair, id);
        await Eventually.TrueAsync("the change after the restart is told", () => inSync.Count >= 3, details: () => string.Join('\n', log));
        await Eventually.TrueAsync("python's too", () => log.Count(one => one.StartsWith("InSync", StringComparison.Ordinal)) >= 5, details: () => string.Join('\n', log));
        Assert.Equal(3, inSync.Count);
        Assert.Single(log, one => one.StartsWith("Changed", StringComparison.Ordinal));
        Assert.Equal(5, log.Count(one => one.StartsWith("InSync", StringComparison.Ordinal)));
        Assert.Contains("InSync c.py", log);

        // What was ended tells no more.
        pair.Run("Get-SyncAction | Where-Object Share -eq $id | Unregister-SyncAction", ("id", id)).AssertNoErrors();
        Assert.Empty(pair.Run("Get-SyncAction \"$id*\"; Get-EventSubscriber -SourceIdentifier \"WorkspaceSync.$id*\" -ErrorAction Ignore", ("id", id)).Output);
        await Eventually.TrueAsync("it listens no more", () => !inSync.IsListening);
    }

    [Theory]
    [EveryProgram]
    public async Task ConflictsErrorsAndAbsenceAreToldOnce(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        ConcurrentQueue<string> log = [];
        foreach (string on in (string[])["Conflict", "Error"])
        {
            pair.Run(Register + $"-On {on}", ("id", id), ("log", log)).AssertNoErrors();
        }

        pair.Run("Suspend-SyncNode $a", ("id", id)).AssertNoErrors();
        FileTree.Write(pair.PathA(id), "first.txt", "here");
        FileTree.Write(pair.PathB(id), "first.txt", "there, longer");
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        await pair.ApiB.PostAsync($"db/scan?folder={id}");
        pair.Run("Resume-SyncNode $a", ("id", id)).AssertNoErrors();
        await pair.ConnectedAsync();
        Flush(pair, id);
        await Eventually.TrueAsync("the conflict is told", () => !log.IsEmpty, details: () => string.Join('\n', log));
        Assert.Contains(".sync-conflict-", log.Single(), StringComparison.Ordinal);

        // Only now: after so many changes Syncthing may have taken a minute to dial again, which is an absence indeed.
        pair.Run(Register + "-On Disconnected", ("id", id), ("log", log)).AssertNoErrors();
        Directory.Move(Path.Join(pair.PathA(id), ".stfolder"), Path.Join(pair.PathA(id), ".moved"));
        for (int look = 0; look < 2; look++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => pair.ApiA.PostAsync($"db/scan?folder={id}"));
            await Eventually.TrueAsync("the error is told", () => log.Count == 2, details: () => string.Join('\n', log));
        }

        Directory.Move(Path.Join(pair.PathA(id), ".moved"), Path.Join(pair.PathA(id), ".stfolder"));
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None);
        await Eventually.TrueAsync("the absence is told", () => log.Count == 3, details: () => string.Join('\n', log));
        Assert.Equal(["Conflict", "Error", "Disconnected"], log.Select(one => one.Split(' ')[0]));
        SyncAction absence = pair.Run("Get-SyncAction \"$id-Disc*\"", ("id", id)).One<SyncAction>();
        Assert.Contains(pair.B.Name, absence.Last!.Reason, StringComparison.Ordinal);
        pair.Run("Get-SyncAction | Where-Object Share -eq $id | Unregister-SyncAction", ("id", id)).AssertNoErrors();
        await pair.Sandbox.Daemons[1].StartAsync(CancellationToken.None);
    }

    [Theory]
    [EveryProgram]
    public async Task MistakesAreNamedAndTheSameNameIsReplaced(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        pair.Run("Register-SyncAction $id -On InSync -Node $a", ("id", id)).Error(SyncError.ActionInvalid);
        pair.Run("Register-SyncAction nosuch -On InSync -Node $a { }").Error(SyncError.ShareNotFound);
        pair.Run("Unregister-SyncAction nosuch").Error(SyncError.ActionNotFound);
        pair.Run("Get-SyncAction nosuch").Error(SyncError.ActionNotFound);
        SyncAction[] twice = [.. pair.Run("1, 2 | ForEach-Object { Register-SyncAction $id -On Changed -Node $a -Name one { } }", ("id", id)).All<SyncAction>()];
        Assert.Same(twice[1], pair.Run("Get-SyncAction one").One<SyncAction>());
        await Eventually.TrueAsync("the first one ends", () => !twice[0].IsListening);
        pair.Run("Unregister-SyncAction one -WhatIf; Unregister-SyncAction one", ("id", id)).AssertNoErrors();
        Assert.Empty(pair.Run("Get-SyncAction o*").Output);
    }

    [Theory]
    [EveryProgram]
    public async Task AScriptThatFailsRunsAgainAtTheNextCause(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        ConcurrentQueue<string> log = [];
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        SyncAction action = pair.Run("Register-SyncAction $id -On Changed -Node $a -Debounce 0.1 { $log.Enqueue(\"$($EventArgs.Path)\"); throw 'bad moment' }", ("id", id), ("log", log)).One<SyncAction>();
        foreach (string file in (string[])["one", "two", "three"])
        {
            FileTree.Write(pair.PathA(id), file);
            await pair.ApiA.PostAsync($"db/scan?folder={id}");
            await Eventually.TrueAsync($"{file} is told", () => log.Contains(file), details: () => string.Join('\n', log));
            await Eventually.TrueAsync("the failure shows", () => action.Trouble?.Contains("bad moment", StringComparison.Ordinal) == true);
        }

        Assert.Equal(["one", "two", "three"], log);
        pair.Run("Unregister-SyncAction $name", ("name", action.Name)).AssertNoErrors();
    }

    private static void Flush(DaemonPair pair, string id) => pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();

    private static Task CountAsync(ConcurrentQueue<string> log, string line, int count) =>
        Eventually.TrueAsync($"'{line}' is told {count} times", () => log.Count(one => one == line) == count, details: () => string.Join('\n', log));
}
