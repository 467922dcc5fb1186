namespace WorkspaceSync;

/// <summary>
/// What is asked about one share for its status. A share that the last status showed is asked about along with the
/// configuration, instead of after it: that is a way there and back less. What is no longer true by then is asked anew.
/// </summary>
internal sealed class ShareQuestions
{
    private readonly SyncNode _node;
    private readonly string _share;
    private readonly CancellationToken _cancel;
    private readonly Task<FolderStatus>? _status;
    private readonly Task<FolderErrors>? _errors;
    private readonly Dictionary<(string Device, DateTimeOffset Since), Task<Completion>> _completions = [];

    /// <summary>The questions of a share that is in the configuration.</summary>
    public ShareQuestions(SyncNode node, string share, CancellationToken cancel) => (_node, _share, _cancel) = (node, share, cancel);

    /// <summary>Asks early, about a share that may be gone.</summary>
    /// <param name="connections">The devices that were connected, and since when.</param>
    public ShareQuestions(SyncNode node, string share, IEnumerable<(string Device, DateTimeOffset Since)> connections, CancellationToken cancel)
        : this(node, share, cancel)
    {
        _status = Observe(node.Client.Database.GetStatusAsync(share, cancel));
        _errors = Observe(node.Client.Folder.GetErrorsAsync(share, cancel));
        foreach ((string Device, DateTimeOffset Since) connection in connections)
        {
            _completions[connection] = Observe(node.Client.Database.GetCompletionAsync(share, connection.Device, cancel));
        }
    }

    public Task<FolderStatus> GetStatusAsync() => EarlyOrNowAsync(_status, () => _node.Client.Database.GetStatusAsync(_share, _cancel));

    public Task<FolderErrors> GetErrorsAsync() => EarlyOrNowAsync(_errors, () => _node.Client.Folder.GetErrorsAsync(_share, _cancel));

    /// <param name="since">
    /// When its connection began. What was asked early counts for a connection that lasts since then: of a device that is gone the
    /// daemon goes on saying 100 %.
    /// </param>
    public Task<Completion> GetCompletionAsync(string device, DateTimeOffset? since) => EarlyOrNowAsync(
        since is { } at ? _completions.GetValueOrDefault((device, at)) : null,
        () => _node.Client.Database.GetCompletionAsync(_share, device, _cancel));

    private static async Task<T> EarlyOrNowAsync<T>(Task<T>? early, Func<Task<T>> ask)
    {
        if (early is null)
        {
            return await ask().ConfigureAwait(false);
        }

        try
        {
            return await early.ConfigureAwait(false);
        }
        catch (SyncException)
        {
            return await ask().ConfigureAwait(false); // it was asked before it was known to be there
        }
    }

    // Nobody may come for the answer.
    private static Task<T> Observe<T>(Task<T> task)
    {
        task.ContinueWith(failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task;
    }
}
