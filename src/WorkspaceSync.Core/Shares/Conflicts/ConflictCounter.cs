namespace WorkspaceSync;

/// <summary>Counts a share's conflict copies for its status, without making the status wait.</summary>
internal static class ConflictCounter
{
    // A far tree too big to be walked in this time has no number rather than a late status.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>This machine's files are walked when the number is asked for, as that may be never; a far machine's now.</summary>
    public static async Task<Lazy<int?>?> StartAsync(SyncNode node, string root, CancellationToken cancel)
    {
        if (node.IsHere)
        {
            return new Lazy<int?>(() => CountHere(root));
        }

        if (node.Shell is null || ShareFiles.Of(node, root) is not RemoteFiles files)
        {
            return null;
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            int count = await files.CountConflictsAsync(patience.Token).ConfigureAwait(false);
            return new Lazy<int?>(count);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (SyncException)
        {
            return null; // its status says what is wrong there
        }
    }

    private static int? CountHere(string root)
    {
        try
        {
            return new ConflictWalk(new LocalFiles(root)).Run("", CancellationToken.None).Count(finding => finding.Trouble is null);
        }
        catch (SyncException)
        {
            return null;
        }
    }
}
