namespace WorkspaceSync.Tests;

/// <summary>A setup that is killed at every step, and inside each, and run again, ends in the same place.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class InterruptedSetupTests(WorkspacePairs pairs)
{
    // In the order of the steps, so that each run goes on where the one before was killed. After one step is before the next.
    private static readonly string[] s_places =
    [
        "before-DevicesStep", "inside-DevicesStep", "after-DevicesStep", "inside-DirectoriesStep", "after-DirectoriesStep",
        "inside-ReconcileStep", "after-ReconcileStep", "inside-share", "inside-SharesStep", "after-SharesStep",
        "inside-RecordStep", "after-RecordStep", "inside-ConnectedStep", "inside-FirstSyncStep",
    ];

    [Theory]
    [EveryProgram]
    public async Task KilledAtEveryStepItEndsInTheSamePlace(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName();
        await BeginAsync(pair, name);
        WriteThere(pair, name);
        pair.SetUp(name, "-Profile Full -FirstSync LocalWins").AssertNoErrors();
        string expected = await pair.StateAsync(name);
        Assert.Equal(["theirs"], Recovered(pair, name));

        bool isEachAlone = Environment.GetEnvironmentVariable("WORKSPACESYNC_EVERY_INTERRUPTION") == "1";
        List<string> reached = [];
        await BeginAsync(pair, name);
        foreach (string place in s_places)
        {
            if (Array.IndexOf(s_places, place) > Array.IndexOf(s_places, "after-DirectoriesStep"))
            {
                WriteThere(pair, name);
            }

            string script = $"New-RemoteWorkspace {name} -HostName {pair.Far} -Path {pair.PathHere(name)} -RemotePath '~/{name}' -Profile Full -FirstSync LocalWins";
            (int code, _, string errors) = await ScriptProcess.RunAsync(script, (FaultPoint.Variable, $"setup-{place}"));
            Assert.True(code is ScriptProcess.Killed or 0, $"{place}: {code}: {errors}");
            if (code == ScriptProcess.Killed)
            {
                reached.Add(place);
            }

            if (isEachAlone)
            {
                await EndAsync(pair, name, expected, place);
                await BeginAsync(pair, name);
            }
        }

        if (!isEachAlone)
        {
            await EndAsync(pair, name, expected, string.Join(", ", reached));
        }

        // Connecting may be over before a step would have waited for it; all others are there to be killed.
        Assert.Equal<string>([], s_places.Except(reached).Where(place => !place.Contains("Connected", StringComparison.Ordinal)));
        pair.Remove(name);
    }

    private static async Task EndAsync(WorkspacePair pair, string name, string expected, string places)
    {
        WriteThere(pair, name);
        pair.SetUp(name, "-Profile Full -FirstSync LocalWins").AssertNoErrors();
        Assert.True(expected == await pair.StateAsync(name), $"After {places}:\n{await pair.StateAsync(name)}\ninstead of\n{expected}");
        Assert.Equal(["theirs"], Recovered(pair, name));
        pair.AssertSame(name);
        Assert.Equal(["workspaces.json", "workspaces.lock"], Directory.EnumerateFiles(pair.Sandbox.SettingsDirectory).Select(Path.GetFileName).Order());
    }

    // Nothing is set up, and the files are as they were: one on each side only, and one on both that differs.
    private static async Task BeginAsync(WorkspacePair pair, string name)
    {
        pair.Run("Get-RemoteWorkspace $name -ErrorAction Ignore | Remove-RemoteWorkspace -IncludeShare", ("name", name)).AssertNoErrors();
        foreach ((DaemonApi api, SyncNode other) in new[] { (pair.ApiHere, pair.There), (pair.ApiThere, pair.Here) })
        {
            if (await api.FindAsync($"config/folders/{name}") is not null)
            {
                await api.DeleteAsync($"config/folders/{name}");
            }

            if (await api.FindAsync($"config/devices/{other.DeviceId}") is not null)
            {
                await api.DeleteAsync($"config/devices/{other.DeviceId}");
            }
        }

        foreach (string directory in new[] { pair.PathHere(name), pair.PathThere(name), RecoveryOf(pair) })
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        FileTree.Write(pair.PathHere(name), "deep/both.txt", "ours");
        FileTree.Write(pair.PathHere(name), "here.txt", "here");
    }

    // Only once the host's directory was made by the step that is killed there; and only before the other side's has won.
    private static void WriteThere(WorkspacePair pair, string name)
    {
        if (!File.Exists(Path.Join(pair.PathThere(name), "there.txt")))
        {
            FileTree.Write(pair.PathThere(name), "deep/both.txt", "theirs");
            FileTree.Write(pair.PathThere(name), "there.txt", "there");
        }
    }

    private static string RecoveryOf(WorkspacePair pair) => Path.Join(pair.FarHome, ".local/state/WorkspaceSync/recovery");

    private static string[] Recovered(WorkspacePair pair, string name) =>
        [.. Directory.EnumerateFiles(RecoveryOf(pair), "*", SearchOption.AllDirectories).Where(file => file.Contains(name + "-", StringComparison.Ordinal)).Select(File.ReadAllText)];
}
