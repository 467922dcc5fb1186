using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Watches several nodes at once; what they tell comes out at one place.</summary>
internal sealed class WatchSession : IAsyncDisposable
{
    // How long a state is believed by prompts when nothing changes it.
    private static readonly TimeSpan s_keptFresh = TimeSpan.FromSeconds(30);

    private readonly Channel<WatchItem> _items = Channel.CreateUnbounded<WatchItem>();
    private readonly Func<string, bool> _isWanted;
    private readonly IReadOnlyList<AbsentHost> _absent;
    private IReadOnlyList<NodeWatch> _watches;
    private int _missing;
    private readonly CancellationTokenSource _stop;
    private readonly RemoteWorkspace? _workspace;
    private readonly Task _running;
    private DateTimeOffset _keptAt;
    private int _changes;

    /// <param name="isWanted">By share id.</param>
    /// <param name="workspace">What is watched as a whole, and so has a state for prompts; null for anything else.</param>
    /// <param name="absent">Hosts that are watched as soon as they can be.</param>
    public WatchSession(IReadOnlyList<SyncNode> nodes, Func<string, bool> isWanted, RemoteWorkspace? workspace, IReadOnlyList<AbsentHost> absent, CancellationToken cancel)
    {
        (_isWanted, _absent, _missing) = (isWanted, absent, absent.Count);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _workspace = workspace;
        _watches = [.. nodes.Select(WatchOf)];
        _running = Task.Run(RunAllAsync, CancellationToken.None);
    }

    /// <summary>One for each node.</summary>
    public IReadOnlyList<NodeWatch> Watches => Volatile.Read(ref _watches);

    /// <summary>How often a host that is absent is tried: there is nobody whose event could tell.</summary>
    public TimeSpan TriesEvery { get; init; } = TimeSpan.FromSeconds(10);

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
        if (_workspace is null || Volatile.Read(ref _missing) > 0 || (!hasChanged && DateTimeOffset.Now - _keptAt < s_keptFresh))
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
            await Task.WhenAll([.. Watches.Select(RunAsync), .. _absent.Select(AwaitAsync)]).ConfigureAwait(false);
            _items.Writer.TryComplete();
        }
        catch (Exception e)
        {
            _items.Writer.TryComplete(e); // a bug: it is thrown where the items are read
        }

        Wake();
    }

    private NodeWatch WatchOf(SyncNode node) => new(node, _isWanted)
    {
        OnChange = Wake,
        OnStatus = status => _items.Writer.TryWrite(new(node, status, null, null)),
        OnNotice = notice => _items.Writer.TryWrite(new(node, null, notice, null)),
        FindLinks = WatchLinks.FindAsync,
    };

    private async Task AwaitAsync(AbsentHost host)
    {
        try
        {
            if (AbsentHost.IsPassing(host.Error))
            {
                Tell(Watches[0].Node, $"{host.Error.Message} {host.HostName} is watched as soon as it can be reached.");
            }

            for (SyncException error = host.Error; AbsentHost.IsPassing(error);)
            {
                await Task.Delay(TriesEvery, _stop.Token).ConfigureAwait(false);
                try
                {
                    NodeWatch watch = WatchOf(await host.Find(_stop.Token).ConfigureAwait(false));
                    lock (_items)
                    {
                        _watches = [.. _watches, watch];
                    }

                    Interlocked.Decrement(ref _missing);
                    Tell(watch.Node, $"{host.HostName} can be reached now, and is watched.");
                    await RunAsync(watch).ConfigureAwait(false);
                    return;
                }
                catch (SyncException e)
                {
                    error = e;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
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
