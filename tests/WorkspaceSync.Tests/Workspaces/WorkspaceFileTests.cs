using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>The file of workspaces, and the cmdlets that only read and change it. One that is not understood is never touched.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class WorkspaceFileTests(WorkspacePairs pairs)
{
    // Every cmdlet that works on a workspace; none may change anything when the file cannot be read.
    private static readonly string[] s_commands =
    [
        "Get-RemoteWorkspace", "Get-RemoteWorkspace $name", "Get-RemoteWorkspace -Current", "New-RemoteWorkspace new -HostName $far -Path $root/new",
        "Set-RemoteWorkspace $name -NewName other", "Remove-RemoteWorkspace $name -Confirm:$false", "Sync-RemoteWorkspace $name", "Test-RemoteWorkspace $name",
        "Invoke-RemoteWorkspace { true } -Name $name", "Enter-RemoteWorkspace $name",
    ];

    [Theory]
    [EveryProgram]
    public async Task AFileThatIsNotUnderstoodIsNamedAndLeftAsItIs(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create(), good = File.ReadAllText(pair.WorkspacesFile), configs = await pair.ConfigsAsync();
        JObject document = JObject.Parse(good);
        foreach ((string text, string says) in new[]
        {
            ("", "damaged"),
            (good[..(good.Length / 2)], "damaged"), // a disk that was full, of another program
            ("[1, 2]", "damaged"),
            ("{ \"workspaces\": [] }", "no version"),
            ("{ \"version\": 1 }", "no list of workspaces"),
            ("{ \"version\": 1, \"workspaces\": [ { \"name\": \"half\" } ] }", "lacks"),
            ("{ \"version\": 1, \"workspaces\": [ null ] }", "lacks"),
            ("{ \"version\": \"one\", \"workspaces\": [] }", "damaged"),
            (With(document, "version", 2), "newer WorkspaceSync"),
            ("\0\0\0\0", "damaged"),
        })
        {
            File.WriteAllText(pair.WorkspacesFile, text);
            foreach (string command in s_commands)
            {
                CmdletResult result = pair.Run(command, ("name", name));
                string message = result.Error(SyncError.WorkspaceFileInvalid).ToString();
                Assert.Contains(says, message, StringComparison.Ordinal);
                Assert.Contains(pair.WorkspacesFile, message, StringComparison.Ordinal);
                Assert.Equal(text, File.ReadAllText(pair.WorkspacesFile));
            }
        }

        // There and not to be read: a directory in its place.
        File.Delete(pair.WorkspacesFile);
        Directory.CreateDirectory(pair.WorkspacesFile);
        Assert.Contains("cannot be read", pair.Run("Get-RemoteWorkspace").Error(SyncError.WorkspaceFileInvalid).ToString(), StringComparison.Ordinal);
        pair.Run("New-RemoteWorkspace new -HostName $far -Path $root/new").Error(SyncError.WorkspaceFileInvalid);
        Directory.Delete(pair.WorkspacesFile);
        Assert.Equal(configs, await pair.ConfigsAsync());
        Assert.False(Directory.Exists(Path.Join(pair.Root, "new")));

        // Moved away, the same setup finds all that is there.
        pair.SetUp(name).AssertNoErrors();
        Assert.Equal(configs, await pair.ConfigsAsync());
        Assert.Equal(SyncGrade.Same, pair.Sync(name).Grade);
        pair.Remove(name);
    }

    [NeedingTheory(Need.Root)]
    [EveryProgram]
    public async Task WhatCannotBeWrittenIsNamedBeforeAnythingIsShared(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create(), before = File.ReadAllText(pair.WorkspacesFile);
        using (new ImmutableFile(pair.Sandbox.SettingsDirectory))
        {
            Assert.Contains(pair.Sandbox.SettingsDirectory, pair.Run("Set-RemoteWorkspace $name -NewName other", ("name", name)).Error(SyncError.WorkspaceFileInvalid).ToString(), StringComparison.Ordinal);
            pair.Run("Remove-RemoteWorkspace $name", ("name", name)).Error(SyncError.WorkspaceFileInvalid);
            string configs = await pair.ConfigsAsync();
            pair.SetUp(name + "new").Error(SyncError.WorkspaceFileInvalid);
            Assert.Equal(configs, await pair.ConfigsAsync());
            Assert.False(Directory.Exists(pair.PathThere(name + "new")));
            Assert.Equal(before, File.ReadAllText(pair.WorkspacesFile));
        }

        Assert.Equal(["workspaces.json", "workspaces.lock"], Directory.EnumerateFiles(pair.Sandbox.SettingsDirectory).Select(Path.GetFileName).Order());
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task GetGivesThoseOfANameAWildcardOrTheDirectory(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string one = pair.Create(), two = pair.Create();
        Assert.Equal(one, pair.Run("Get-RemoteWorkspace $one", ("one", one.ToUpperInvariant())).One<RemoteWorkspace>().Name);
        Assert.Equal([one, two], pair.Run("Get-RemoteWorkspace w*").All<RemoteWorkspace>().Select(workspace => workspace.Name).Intersect([one, two]));
        Assert.Empty(pair.Run("Get-RemoteWorkspace nosuch*").All<RemoteWorkspace>()); // a wildcard that matches nothing is silence
        CmdletResult both = pair.Run("Get-RemoteWorkspace nosuch, $one", ("one", one));
        Assert.Equal(one, Assert.Single(both.Output).ToString());
        ErrorRecord missing = both.Error(SyncError.WorkspaceNotFound);
        Assert.Equal("nosuch", missing.TargetObject);
        Assert.Contains(one, missing.ToString(), StringComparison.Ordinal);
        FileTree.Write(pair.PathHere(two), "deep/er/x");
        Assert.Equal(two, pair.RunIn(Path.Join(pair.PathHere(two), "deep/er"), "Get-RemoteWorkspace -Current").One<RemoteWorkspace>().Name);
        Directory.CreateDirectory(pair.PathHere(two) + "-beside");
        Assert.Empty(pair.RunIn(pair.PathHere(two) + "-beside", "Get-RemoteWorkspace -Current").Output);
        pair.Remove(one);
        pair.Remove(two);
    }

    [Theory]
    [EveryProgram]
    public async Task SetChangesTheNameAndTheWayToTheSameMachineOnly(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create(), other = pair.Create(), record = File.ReadAllText(pair.WorkspacesFile), configs = await pair.ConfigsAsync();
        string config = pair.Sandbox.SshConfig!, own = File.ReadAllText(config);
        File.WriteAllText(config, $"Host again\n{string.Join('\n', own.Split('\n')[1..3])}\n{own}");
        try
        {
            (string, object?)[] names = [("name", name), ("other", other)];
            pair.Run("Set-RemoteWorkspace $name -NewName $other", names).Error(SyncError.WorkspaceExists);
            pair.Run("Set-RemoteWorkspace nosuch -NewName x").Error(SyncError.WorkspaceNotFound);
            pair.Run("Set-RemoteWorkspace $name -NewName 'a/b'", names).AssertRefused();
            pair.Run("Set-RemoteWorkspace $name -HostName nosuch.invalid", names).Error(SyncError.HostNotFound);
            pair.Run("Set-RemoteWorkspace $name -NewName x -WhatIf", names).AssertNoErrors();
            pair.Run("Set-RemoteWorkspace $name -NewName $name", names).AssertNoErrors();
            Assert.Equal(record, File.ReadAllText(pair.WorkspacesFile));

            RemoteWorkspace before = pair.Run("Get-RemoteWorkspace $name", names).One<RemoteWorkspace>();
            RemoteWorkspace changed = pair.Run("Get-RemoteWorkspace $name | Set-RemoteWorkspace -NewName renamed -HostName again -PassThru", names).One<RemoteWorkspace>();
            Assert.Equal(("renamed", "again", before.Path, before.RemotePath, before.CreatedAt), (changed.Name, changed.HostName, changed.Path, changed.RemotePath, changed.CreatedAt));
            pair.Run("Get-RemoteWorkspace $name", names).Error(SyncError.WorkspaceNotFound);
            Assert.Equal(SyncGrade.Same, pair.Sync("renamed").Grade);
            Assert.Equal("renamed", pair.Run("Set-RemoteWorkspace RENAMED -NewName renamed -HostName $far -PassThru").One<RemoteWorkspace>().Name);

            // Another machine is another workspace.
            Assert.Contains("another machine", pair.Run("Set-RemoteWorkspace $other -HostName $far", WithOtherDevice(pair, other, names)).Error(SyncError.WorkspaceChanged).ToString(), StringComparison.Ordinal);
            Assert.Equal(configs, await pair.ConfigsAsync());
        }
        finally
        {
            File.WriteAllText(config, own);
        }

        File.WriteAllText(pair.WorkspacesFile, record);
        pair.Remove(name);
        pair.Remove(other);
    }

    [Theory]
    [EveryProgram]
    public async Task RemoveForgetsAndTakesTheSharesOnlyWhenSaid(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create(), configs = await pair.ConfigsAsync();
        pair.Run("Remove-RemoteWorkspace nosuch").Error(SyncError.WorkspaceNotFound);
        pair.Run("Remove-RemoteWorkspace $name -IncludeShare -WhatIf", ("name", name)).AssertNoErrors();
        Assert.Equal(name, pair.Run("Get-RemoteWorkspace $name", ("name", name)).One<RemoteWorkspace>().Name);
        pair.Run("Get-RemoteWorkspace $name | Remove-RemoteWorkspace", ("name", name)).AssertNoErrors();
        pair.Run("Get-RemoteWorkspace $name", ("name", name)).Error(SyncError.WorkspaceNotFound);
        Assert.Equal(configs, await pair.ConfigsAsync()); // its share is as it was

        pair.SetUp(name).AssertNoErrors();
        await pair.ApiThere.DeleteAsync($"config/folders/{name}"); // half of it is gone already
        pair.Run("Remove-RemoteWorkspace $name -IncludeShare", ("name", name)).AssertNoErrors();
        Assert.Null(await pair.ApiHere.FindAsync($"config/folders/{name}"));
        Assert.Null(ListingStore.Find(pair.Here.DeviceId, name));
        Assert.Equal(name, File.ReadAllText(Path.Join(pair.PathHere(name), "first.txt")));
        Assert.Equal(name, File.ReadAllText(Path.Join(pair.PathThere(name), "first.txt")));
    }

    // The record says another device than the one that answers, and another way to it.
    private static (string, object?)[] WithOtherDevice(WorkspacePair pair, string name, (string, object?)[] names)
    {
        JObject document = JObject.Parse(File.ReadAllText(pair.WorkspacesFile));
        JToken workspace = document["workspaces"]!.Single(one => (string?)one["name"] == name);
        (workspace["remoteDeviceId"], workspace["hostName"]) = (pair.Here.DeviceId, "again");
        File.WriteAllText(pair.WorkspacesFile, document.ToString());
        return names;
    }

    private static string With(JObject document, string property, JToken value)
    {
        JObject changed = (JObject)document.DeepClone();
        changed[property] = value;
        return changed.ToString();
    }
}
