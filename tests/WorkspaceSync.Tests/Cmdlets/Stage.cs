namespace WorkspaceSync.Tests;

/// <summary>What the tables of scripts find: shares and devices in every state that a cmdlet can change.</summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly DaemonPairs _pairs = new();
    private readonly Dictionary<string, string> _shares = [];

    /// <summary>A device that nobody has.</summary>
    internal const string Stranger = "E7VZ72J-527ZJTG-AHMG46W-YW43HD7-RVIPT5X-5BDSTUK-OO5P65Z-WVLGUAC";

    /// <summary>A device that a has, and that never connects.</summary>
    internal const string Absent = "TCULCUE-HOLPZVH-KQQBTE5-PLPRRND-3NSC6DK-FE6JVFD-YCYD64G-OFJHTAI";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _pairs.DisposeAsync();

    /// <summary>The pair, with a share that both have and the device 'absent'; <c>$id</c> is the share.</summary>
    internal async Task<(DaemonPair Pair, string Id)> SetAsync(string program)
    {
        DaemonPair pair = await _pairs.GetAsync(program);
        if (!_shares.TryGetValue(program, out string? id))
        {
            id = _shares[program] = await pair.ShareAsync();
            pair.Run("New-SyncDevice $absent absent -Address tcp://127.0.0.1:9 -Node $a; Set-SyncIgnore $id '*.old' -Node $a; New-SyncDevice $absent absent -Node $b; Suspend-SyncDevice absent -Node $b", ("absent", Absent), ("id", id)).AssertNoErrors();
        }

        return (pair, id);
    }
}
