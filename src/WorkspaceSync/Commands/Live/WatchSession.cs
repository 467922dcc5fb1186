using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Watches several nodes at once; what they tell comes out at one place.</summary>
internal sealed class WatchSession : IAsyncDisposable
{
    // How long a state is believed by prompts when nothing changes it.
    private static readonly TimeSpan s_keptFresh = TimeSpan.FromSeconds(30);

    private readonly Channel<WatchItem> _items = Channel.CreateUnbounded<WatchItem>();
    private readonly CancellationTokenSource _stop;
    private readonly RemoteWorkspace? _workspace;
    private readonly Task _running;
    private DateTimeOffset _keptAt;
    private int _changes;

    /// <param name="isWanted">By share id.</param>
    /// <param name="workspace">What is watched as a whole, and so has a state for prompts; null for anything else.</param>
    public WatchSession(IReadOnlyList<SyncNode> nodes, Func<string, bool> isWanted, RemoteWorkspace? workspace, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _workspace = workspace;
        Watches = [.. nodes.Select(node => new NodeWatch(node, isWanted)
        {
            OnChange = Wake,
            OnStatus = status => _items.Writer.TryWrite(new(node, status, null, null)),
            OnNotice = notice => _items.Writer.TryWrite(new(node, null, notice, null)),
            FindLinks = WatchLinks.FindAsync,
        })];
        _running = Task.Run(RunAllAsync, CancellationToken.None);
    }

    /// <summary>One for each node.</summary>
    public IReadOnlyList<NodeWatch> Watches { get; }

    /// <summary>What there is to tell; ends when no node is left.</summary>
    public ChannelReader<WatchItem> Items => _items.Reader;

    /// <summary>Goes up with everything that changes what is to be seen.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>Says that what is to be seen has changed.</summary>
    public void Wake() => Interlocked.Increment(ref _changes);

    /// <summary>Says something to whoever watches.</summary>
    public void Tell(SyncNode node, string notice)
    {
        _items.Writer.TryWrite(new(node, null, notice, null));
        Wake();
    }

    /// <summary>Works at something that a key asked for; what goes wrong is said.</summary>
    public void Do(NodeWatch watch, Func<CancellationToken, Task> work) => _ = Task.Run(async () =>
    {
        try
        {
            await work(_stop.Token).ConfigureAwait(false);
            watch.Refresh();
        }
        catch (OperationCanceledException)
        {
        }
        catch (SyncException e)
        {
            Tell(watch.Node, e.Message);
        }
    });

    /// <summary>Keeps the state that prompts read, when it changed or grew old.</summary>
    public void KeepForPrompts(bool hasChanged)
    {
        if (_workspace is null || (!hasChanged && DateTimeOffset.Now - _keptAt < s_keptFresh))
        {
            return;
        }

        WatchMachine[] machines = [.. Watches.Select(watch => watch.State.Take())];
        if (machines.All(machine => machine is { Trouble: null, Shares.Count: > 0 }))
        {
            PromptStateStore.Write(_workspace, [.. machines.SelectMany(machine => machine.Shares).Select(share => share.Status)]);
            _keptAt = DateTimeOffset.Now;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAllAsync()
    {
        try
        {
            await Task.WhenAll(Watches.Select(RunAsync)).ConfigureAwait(false);
            _items.Writer.TryComplete();
        }
        catch (Exception e)
        {
            _items.Writer.TryComplete(e); // a bug: it is thrown where the items are read
        }

        Wake();
    }

    private async Task RunAsync(NodeWatch watch)
    {
        try
        {
            await watch.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (SyncException e)
        {
            _items.Writer.TryWrite(new(watch.Node, null, null, e));
        }
    }
}
