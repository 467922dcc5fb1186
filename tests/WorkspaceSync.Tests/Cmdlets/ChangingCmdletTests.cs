namespace WorkspaceSync.Tests;

/// <summary>Every cmdlet that changes a daemon: what -WhatIf leaves, what it does, and that the second time does nothing and says so.</summary>
public class ChangingCmdletTests(Stage stage) : IClassFixture<Stage>
{
    // {0} is where -WhatIf or -Verbose goes. Undo brings back what was before, by the same module.
    private static readonly (string Name, string Script, string Undo)[] s_changes =
    [
        ("New-SyncDevice", "New-SyncDevice $stranger new -Node $a {0}", "Remove-SyncDevice new -Node $a"),
        ("Set-SyncDevice name", "Set-SyncDevice $absent -Name renamed -Node $a {0}", "Set-SyncDevice renamed -Name absent -Node $a"),
        ("Set-SyncDevice address", "Set-SyncDevice absent -Address dynamic, tcp://127.0.0.1:9 -Node $a {0}", "Set-SyncDevice absent -Address tcp://127.0.0.1:9 -Node $a"),
        ("Suspend-SyncDevice", "Suspend-SyncDevice absent -Node $a {0}", "Resume-SyncDevice absent -Node $a"),
        ("Resume-SyncDevice", "Resume-SyncDevice absent -Node $b {0}", "Suspend-SyncDevice absent -Node $b"),
        ("Suspend-SyncNode", "Suspend-SyncNode $a {0}", "Resume-SyncNode $a"),
        ("Resume-SyncNode", "Resume-SyncNode $b {0}", "Suspend-SyncDevice absent -Node $b"),
        ("New-SyncShare", "New-SyncShare $root/made -Id made -Label Made -IgnorePattern '*.tmp' -Node $a {0}", "Remove-SyncShare made -Node $a"),
        ("Set-SyncShare label", "Set-SyncShare $id -Label other -Node $a {0}", "Set-SyncShare $id -Label '' -Node $a"),
        ("Set-SyncShare times", "Set-SyncShare $id -RescanInterval 01:00:01 -WatcherDelay 5 -WatcherEnabled $false -Node $a {0}", "Set-SyncShare $id -RescanInterval 3600 -WatcherDelay 1 -WatcherEnabled $true -Node $a"),
        ("Set-SyncShare type", "Set-SyncShare $id -Type SendOnly -MaxConflicts 5 -Node $a {0}", "Set-SyncShare $id -Type SendReceive -MaxConflicts -1 -Node $a"),
        ("Set-SyncShare versioning", "Set-SyncShare $id -Versioning Simple -VersioningParameter @{ keep = 3 } -Node $a {0}", "Set-SyncShare $id -Versioning None -VersioningParameter @{ keep = 3 } -Node $a"),
        ("Set-SyncShare device", "Set-SyncShare $id -AddDevice absent -Node $a {0}", "Set-SyncShare $id -RemoveDevice absent -Node $a"),
        ("Suspend-SyncShare", "Suspend-SyncShare $id -Node $a {0}", "Resume-SyncShare $id -Node $a"),
        ("Set-SyncIgnore", "Set-SyncIgnore $id '*.o', '*.tmp' -Node $a {0}", "Set-SyncIgnore $id '*.old' -Node $a"),
        ("Add-SyncIgnore", "Add-SyncIgnore $id '*.o' -Node $a {0}", "Remove-SyncIgnore $id '*.o' -Node $a"),
    ];

    public static IEnumerable<object[]> Changes =>
        from program in EveryProgramAttribute.Programs
        from change in s_changes
        select new object[] { program, change.Name };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task AskedWhatIfNothingChangesAndTwiceIsOnce(string program, string name)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        (_, string script, string undo) = s_changes.Single(change => change.Name == name);
        string before = await StateAsync(pair, id);

        CmdletResult asked = Run(pair, id, script, "-WhatIf");
        asked.AssertNoErrors();
        Assert.Empty(asked.Output);
        Assert.Equal(before, await StateAsync(pair, id));

        Run(pair, id, script, "").AssertNoErrors();
        string after = await StateAsync(pair, id);
        Assert.NotEqual(before, after);

        CmdletResult again = Run(pair, id, script, "-Verbose");
        again.AssertNoErrors();
        Assert.Equal(after, await StateAsync(pair, id));
        Assert.Contains(again.Verbose, line => line.Contains("already", StringComparison.Ordinal));

        Run(pair, id, undo, "").AssertNoErrors();
        Directory.CreateDirectory(Path.Join(pair.Root, "made"));
        Directory.Delete(Path.Join(pair.Root, "made"), recursive: true);
    }

    [Theory]
    [EveryProgram]
    public async Task WhatTakesAwayAsksFirstToo(string program)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        string before = await StateAsync(pair, id);
        string files = FileTree.Describe(pair.Root);
        foreach (string script in (string[])["Remove-SyncShare $id -Node $a", "Remove-SyncDevice absent -Node $a", "Remove-SyncIgnore $id '*.old' -Node $a", "Stop-SyncSandbox $a", "Disconnect-SyncNode $a"])
        {
            CmdletResult asked = Run(pair, id, script + " -WhatIf", "");
            asked.AssertNoErrors();
            Assert.Empty(asked.Output);
        }

        Assert.Equal(before, await StateAsync(pair, id));
        Assert.Equal(files, FileTree.Describe(pair.Root));
        Assert.Contains(pair.A, NodeRegistry.Current.Connected);
    }

    private static CmdletResult Run(DaemonPair pair, string id, string script, string more) =>
        pair.Run(script.Replace("{0}", more, StringComparison.Ordinal), ("id", id), ("stranger", Stage.Stranger), ("absent", Stage.Absent));

    // What these cmdlets can change, on both sides: the configurations, and the patterns, which are in none of them.
    private static async Task<string> StateAsync(DaemonPair pair, string id) =>
        $"{await pair.ConfigsAsync()}\n{(await pair.ApiA.GetAsync($"db/ignores?folder={id}"))["ignore"]}\n{Directory.Exists(Path.Join(pair.Root, "made"))}";
}
