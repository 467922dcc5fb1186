namespace WorkspaceSync;

/// <summary>What the keys of the live view do.</summary>
internal sealed class WatchKeys(WatchSession session)
{
    private List<SyncConflict>? _conflicts;

    /// <summary>The chosen row: of all rows, machine after machine.</summary>
    public int Selected { get; private set; }

    /// <summary>The conflicts, while their list is open.</summary>
    public IReadOnlyList<SyncConflict>? Conflicts => _conflicts is { } open ? Copy(open) : null;

    /// <summary>Does what a key means.</summary>
    /// <returns>False when it ends the view.</returns>
    public bool Press(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.Q } or { Key: ConsoleKey.Escape }:
                return false;
            case { Key: ConsoleKey.UpArrow or ConsoleKey.K }:
                Selected = Math.Max(Selected - 1, 0);
                break;
            case { Key: ConsoleKey.DownArrow or ConsoleKey.J }:
                Selected = Math.Min(Selected + 1, Math.Max(Rows().Count - 1, 0));
                break;
            case { Key: ConsoleKey.P } when Chosen() is var (watch, share):
                bool pauses = share.Health != SyncHealth.Paused;
                session.Tell(watch.Node, $"{watch.Node.Name}: {(pauses ? "pausing" : "resuming")} {share.Share} …");
                session.Do(watch, cancel => ShareEditor.SetPausedAsync(watch.Node, share.Share, pauses, cancel));
                break;
            case { Key: ConsoleKey.R } when Chosen() is var (watch, share):
                session.Tell(watch.Node, $"{watch.Node.Name}: looking at the files of {share.Share} …");
                session.Do(watch, async cancel =>
                {
                    await ShareScan.RunAsync(watch.Node, share.Share, [], cancel).ConfigureAwait(false);
                    session.Tell(watch.Node, $"{watch.Node.Name}: looked at {share.Share}.");
                });
                break;
            case { Key: ConsoleKey.C }:
                ToggleConflicts();
                break;
        }

        session.Wake();
        return true;
    }

    private static List<SyncConflict> Copy(List<SyncConflict> open)
    {
        lock (open)
        {
            return [.. open];
        }
    }

    private List<(NodeWatch Watch, SyncStatus Share)> Rows() =>
        [.. session.Watches.SelectMany(watch => watch.State.Take().Shares.Select(share => (watch, share.Status)))];

    private (NodeWatch Watch, SyncStatus Share)? Chosen() => Rows() is { Count: > 0 } rows ? rows[Math.Min(Selected, rows.Count - 1)] : null;

    // Both machines have a copy of each: the first one's disk is looked at.
    private void ToggleConflicts()
    {
        if (_conflicts is not null)
        {
            _conflicts = null;
            return;
        }

        List<SyncConflict> open = _conflicts = [];
        NodeWatch first = session.Watches[0];
        HashSet<string> shares = [.. first.State.Take().Shares.Select(share => share.Status.Share)];
        session.Do(first, async cancel =>
        {
            await foreach (ShareSite site in ShareSites.FindAsync(first.Node, shares.Contains, cancel).ConfigureAwait(false))
            {
                await foreach (WalkResult<SyncConflict> found in ConflictReader.ReadAsync(site, "", _ => true, cancel).ConfigureAwait(false))
                {
                    lock (open)
                    {
                        if (found.Value is { } conflict)
                        {
                            open.Add(conflict);
                        }
                    }
                }
            }
        });
    }
}
