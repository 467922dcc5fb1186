using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Base of the cmdlets that read a share's files where they are: of running nodes, of a stopped one, or of a mere directory.</summary>
public abstract class SiteCmdlet : NodeCmdlet
{
    private const int ActivityId = 7209;

    private ShareSite? _at;
    private long _written;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Reads from every share that is meant, and writes each object as it is known; trouble with one file is an error of its own.</summary>
    /// <param name="read">Given a share, and a path from its root that is empty for all of it.</param>
    private protected void WriteFromSites<T>(Func<ShareSite, string, CancellationToken, IAsyncEnumerable<WalkResult<T>>> read)
    {
        bool isRelative = Path is { } given && Share.Length > 0 && !given.StartsWith('/') && !given.StartsWith('~');
        string? around = Path is null || isRelative ? null : HostName is not null ? Path : GetUnresolvedProviderPathFromPSPath(Path);
        using ProgressTicker ticker = new(this, ActivityId, "Looking through the files", () => new WorkProgress($"{_written} found", File: _at?.Files.Count.File));
        SiteQuery query = new(around, isRelative ? Path!.TrimEnd('/') : "");
        IReadOnlyList<SyncNode> nodes = [];
        IReadOnlyList<ShareSite>? stopped = null;
        Demand(Path, () => (nodes, stopped) = FindNodes());
        if (stopped is not null)
        {
            WriteStopped(query, stopped, read, ticker);
            return;
        }

        Dictionary<SyncNode, NameFilter> filters = nodes.Distinct().ToDictionary(node => node, _ => new NameFilter(Share));
        foreach (NodeResult<WalkResult<T>> result in ticker.Follow(NodeFanOut.RunAsync(nodes, ThrottleLimit, ReadNodeAsync, StopToken), StopToken))
        {
            if (result is { Error: { Error: SyncError.NodeUnreachable } lost, Node: { IsHere: true, ConfigPath: { } home } })
            {
                WriteVerbose(lost.Message);
                WriteStopped(query, [.. StoppedSites.Read(SyncthingHome.At(home))], read, ticker);
                filters.Remove(result.Node);
            }
            else if (result.Error is { } error)
            {
                WriteNodeError(result.Node, error);
                filters.Remove(result.Node);
            }
            else
            {
                Write(result.Value);
            }
        }

        foreach ((SyncNode node, string missing) in filters.SelectMany(pair => pair.Value.Missing.Select(name => (pair.Key, name))))
        {
            Attempt(missing, () => throw Await(cancel => ShareReader.NotFoundAsync(node, missing, cancel)));
        }

        async IAsyncEnumerable<WalkResult<T>> ReadNodeAsync(SyncNode node, [EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach ((ShareSite site, string below) in query.FindAsync(node, id => filters[node].IsMatch([id]), cancel).ConfigureAwait(false))
            {
                await foreach (WalkResult<T> item in read(_at = site, below, cancel).ConfigureAwait(false))
                {
                    yield return item;
                }
            }
        }
    }

    // The files are there whether the daemon runs or not; its configuration tells the shares, or the directory's own marker does.
    private (IReadOnlyList<SyncNode> Nodes, IReadOnlyList<ShareSite>? Stopped) FindNodes()
    {
        try
        {
            return (GetNodes(), null);
        }
        catch (SyncException e) when (Node is null && HostName is null && (e.Error is SyncError.NodeUnreachable || (e.Error is SyncError.HomeNotFound && Path is not null)))
        {
            WriteVerbose(e.Message);
            return ([], e.Error is SyncError.HomeNotFound ? [] : [.. StoppedSites.Read(HomeFinder.Find())]);
        }
    }

    private void WriteStopped<T>(SiteQuery query, IReadOnlyList<ShareSite> sites, Func<ShareSite, string, CancellationToken, IAsyncEnumerable<WalkResult<T>>> read, ProgressTicker ticker)
    {
        NameFilter filter = new(Share);
        Attempt(Path, () =>
        {
            foreach ((ShareSite site, string below) in query.Find(sites, id => filter.IsMatch([id])))
            {
                foreach (WalkResult<T> item in ticker.Follow(read(_at = site, below, StopToken), StopToken))
                {
                    Write(item);
                }
            }
        });
        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw new SyncException(
                SyncError.ShareNotFound, $"{Environment.MachineName}: the configuration of its stopped Syncthing has no share '{missing}'. It has {string.Join(", ", sites.Select(site => site.Share))}."));
        }
    }

    private void Write<T>(WalkResult<T> item)
    {
        if (item.Trouble is { } trouble)
        {
            Attempt(Path, () => throw trouble);
        }
        else
        {
            _written++;
            WriteObject(item.Value);
        }
    }
}
