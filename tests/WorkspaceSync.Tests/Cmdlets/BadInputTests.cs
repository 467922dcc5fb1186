using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>What is refused: each by its name, with the user's own value as its target, and nothing is changed on either side.</summary>
public class BadInputTests(Stage stage) : IClassFixture<Stage>
{
    private const string WrongCheck = "E7VZ72J-527ZJTG-AHMG46W-YW43HD7-RVIPT5X-5BDSTUK-OO5P65Z-WVLGUAA";

    private static readonly (string Script, SyncError Error, string Target)[] s_refusals =
    [
        // devices
        ($"New-SyncDevice {WrongCheck} -Node $a", SyncError.DeviceIdInvalid, WrongCheck),
        ("New-SyncDevice ABC -Node $a", SyncError.DeviceIdInvalid, "ABC"),
        ($"New-SyncDevice {Stage.Stranger} -Address ftp://x -Node $a", SyncError.AddressInvalid, Stage.Stranger),
        ($"New-SyncDevice {Stage.Stranger} ABSENT -Node $a", SyncError.DeviceExists, Stage.Stranger),
        ($"New-SyncDevice {Stage.Absent} other -Node $a", SyncError.DeviceExists, Stage.Absent),
        ($"New-SyncDevice {Stage.Absent} -Address tcp://127.0.0.1:10 -Node $a", SyncError.DeviceExists, Stage.Absent),
        ("New-SyncDevice $a.DeviceId -Node $a", SyncError.DeviceExists, "{a}"),
        ("Get-SyncDevice nobody -Node $a", SyncError.DeviceNotFound, "nobody"),
        ("Set-SyncDevice nobody -Name x -Node $a", SyncError.DeviceNotFound, "nobody"),
        ("Set-SyncDevice absent -Address 'tcp://' -Node $a", SyncError.AddressInvalid, "absent"),
        ("Remove-SyncDevice abs* -Node $a", SyncError.DeviceNotFound, "abs*"), // no wildcards where something is changed
        ($"Remove-SyncDevice {Stage.Stranger} -Node $a", SyncError.DeviceNotFound, Stage.Stranger),
        ("Suspend-SyncDevice nobody -Node $a", SyncError.DeviceNotFound, "nobody"),
        ("Resume-SyncDevice nobody -Node $a", SyncError.DeviceNotFound, "nobody"),
        // what others offered
        ($"Approve-SyncDevice {Stage.Stranger} -Node $a", SyncError.PendingNotFound, Stage.Stranger),
        ($"Approve-SyncDevice {WrongCheck} -Node $a", SyncError.DeviceIdInvalid, WrongCheck),
        ("Approve-SyncShare nosuch $root/nosuch -Node $a", SyncError.PendingNotFound, "nosuch"),
        ("Approve-SyncShare $id $root/nosuch -Device nobody -Node $a", SyncError.DeviceNotFound, "{id}"),
        // shares
        ("Get-SyncShare nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Set-SyncShare nosuch -Label x -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Set-SyncShare $id -AddDevice nobody -Node $a", SyncError.DeviceNotFound, "{id}"),
        ("Remove-SyncShare nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Remove-SyncShare s* -Node $a", SyncError.ShareNotFound, "s*"),
        ("Suspend-SyncShare nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Resume-SyncShare nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Get-SyncStatus nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Wait-SyncShare nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Get-SyncError nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("New-SyncShare $root/new -Id 'a*b' -Node $a", SyncError.ShareIdInvalid, "{root}/new"),
        ("New-SyncShare $root/new -Id ' ' -Node $a", SyncError.ShareIdInvalid, "{root}/new"),
        ("New-SyncShare $root/new -Device nobody -Node $a", SyncError.DeviceNotFound, "{root}/new"),
        ("New-SyncShare $root/new -Profile nosuch -Node $a", SyncError.ProfileNotFound, "{root}/new"),
        // paths
        ("New-SyncShare $root/a/$id/first.txt -Node $a", SyncError.PathOverlaps, "{root}/a/{id}/first.txt"),
        ("New-SyncShare $root/file -Node $a", SyncError.PathInvalid, "{root}/file"),
        ("New-SyncShare $root/file/below -Node $a", SyncError.PathInvalid, "{root}/file/below"),
        ("New-SyncShare /proc/nosuch/x -Node $a", SyncError.PathInvalid, "/proc/nosuch/x"),
        ("New-SyncShare $root/a/$id/inside -Node $a", SyncError.PathOverlaps, "{root}/a/{id}/inside"),
        ("New-SyncShare $root/a -Node $a", SyncError.PathOverlaps, "{root}/a"),
        ("New-SyncShare $root/link/inside -Node $a", SyncError.PathOverlaps, "{root}/link/inside"),
        ("New-SyncShare $root/a/$id -Id other -Node $a", SyncError.PathOverlaps, "{root}/a/{id}"),
        ("New-SyncShare $root/new -Id $id -Node $a", SyncError.ShareExists, "{root}/new"),
        ("New-SyncShare $root/a/$id -Id $id -Type SendOnly -Node $a", SyncError.ShareExists, "{root}/a/{id}"),
        ("New-SyncShare $root/a/$id -Id $id -IgnorePattern '*.x' -Node $a", SyncError.ShareExists, "{root}/a/{id}"),
        // ignores
        ("New-SyncShare $root/new -IgnorePattern '[a-' -Node $a", SyncError.IgnorePatternInvalid, "{root}/new"),
        ("New-SyncShare $root/new -IgnorePattern '#include gone' -Node $a", SyncError.IgnorePatternInvalid, "{root}/new"),
        ("Set-SyncIgnore $id '[a-' -Node $a", SyncError.IgnorePatternInvalid, "{id}"),
        ("Add-SyncIgnore $id '#include gone' -Node $a", SyncError.IgnorePatternInvalid, "{id}"),
        ("Set-SyncIgnore $id -Profile nosuch -Node $a", SyncError.ProfileNotFound, "{id}"),
        ("Remove-SyncIgnore $id '*.nosuch' -Node $a", SyncError.IgnorePatternNotFound, "{id}"),
        ("Get-SyncIgnore nosuch -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Set-SyncIgnore nosuch '*.x' -Node $a", SyncError.ShareNotFound, "nosuch"),
        ("Test-SyncIgnore nosuch x -Node $a", SyncError.ShareNotFound, "x"),
        ("Test-SyncIgnore $id /elsewhere -Node $a", SyncError.PathInvalid, "/elsewhere"),
        ("Get-SyncProfile nosuch", SyncError.ProfileNotFound, "nosuch"),
        // nodes
        ("Get-SyncNode nosuch", SyncError.NodeNotFound, "nosuch"),
    ];

    public static IEnumerable<object[]> Refusals =>
        from program in EveryProgramAttribute.Programs
        from refusal in s_refusals
        select new object[] { program, refusal.Script };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task IsNamedAndChangesNothing(string program, string script)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        (_, SyncError expected, string target) = s_refusals.Single(refusal => refusal.Script == script);
        FileTree.Write(pair.Root, "file");
        if (!Path.Exists(Path.Join(pair.Root, "link")))
        {
            Directory.CreateSymbolicLink(Path.Join(pair.Root, "link"), pair.PathA(id));
        }

        string before = $"{await pair.ConfigsAsync()}\n{await pair.ApiA.GetAsync($"db/ignores?folder={id}")}";
        string files = FileTree.Describe(pair.Root);
        CmdletResult result = pair.Run(script, ("id", id));

        ErrorRecord error = result.Error(expected);
        Assert.Empty(result.Output);
        Assert.Null(result.Terminating); // the next input may succeed
        string expectedTarget = target.Replace("{root}", pair.Root, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal).Replace("{a}", pair.A.DeviceId, StringComparison.Ordinal);
        Assert.Equal(expectedTarget, error.TargetObject is string[] several ? Assert.Single(several) : error.TargetObject);
        Assert.DoesNotContain(pair.ApiA.Key, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, $"{await pair.ConfigsAsync()}\n{await pair.ApiA.GetAsync($"db/ignores?folder={id}")}");
        Assert.Equal(files, FileTree.Describe(pair.Root));
    }

    [Theory]
    [EveryProgram]
    public async Task TheOthersGetTheirTurn(string program)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        CmdletResult result = pair.Run("'nosuch', $id | Get-SyncShare -Node $a", ("id", id));
        result.Error(SyncError.ShareNotFound);
        Assert.Equal(id, ((SyncShare)Assert.Single(result.Output).BaseObject).Id);
    }

    [Theory]
    [EveryProgram]
    public async Task AWildcardThatMatchesNothingIsSilence(string program)
    {
        (DaemonPair pair, _) = await stage.SetAsync(program);
        Assert.Empty(pair.Run("Get-SyncShare zz*, z? -Node $a; Get-SyncDevice zz* -Node $a; Get-SyncStatus zz* -Node $a; Get-SyncError zz* -Node $a; Get-SyncIgnore zz* -Node $a; Get-SyncProfile zz*").All<object>());
    }
}
