using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Base of the cmdlets that speak to a daemon: which nodes are meant, and the same work on each of them.</summary>
public abstract class NodeCmdlet : WorkspaceCmdlet
{
    // Waits are independent, so several nodes are asked at once.
    private const int NodesAtOnce = 16;

    private HostChoice? _hosts;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public SyncNode[]? Node { get; set; }

    [Parameter]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? HostName { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = NodesAtOnce;

    /// <summary>The nodes that were given, those of the hosts that could be reached, or the local daemon when neither was named.</summary>
    private protected IReadOnlyList<SyncNode> GetNodes()
    {
        if (HostName is { } hosts)
        {
            return Hosts.Connect(hosts, Node);
        }

        return Node is { Length: > 0 } given ? given : [Await(NodeRegistry.Current.GetLocalAsync)];
    }

    /// <summary>The workspace of a name; without one that of the current directory, unless somebody says which machines are meant.</summary>
    private protected RemoteWorkspace? FindWorkspace(string? name)
    {
        WorkspaceStore store = WorkspaceStore.Current;
        return name is not null
            ? store.Find(name) ?? throw new SyncException(SyncError.WorkspaceNotFound, $"There is no workspace '{name}'. Get-RemoteWorkspace lists those that there are.")
            : Node is null && HostName is null ? store.FindAround(SessionState.Path.CurrentFileSystemLocation.ProviderPath) : null;
    }

    /// <summary>The hosts of this command; one that was tried isn't tried again for the next input.</summary>
    private protected HostChoice Hosts => _hosts ??= new HostChoice(this, Credential, ThrottleLimit);

    /// <summary>Reports a node's trouble; a host's daemon is looked for again by the next command.</summary>
    private protected void WriteNodeError(SyncNode node, SyncException error)
    {
        HostChoice.ForgetLost(node, error);
        WriteError(Errors.Describe(error, node.Name)!);
    }

    /// <summary>Does the work on each node; what goes wrong on one is reported and the next gets its turn.</summary>
    /// <param name="target">The value that the user gave, for the error record.</param>
    private protected void ForEachNode(object? target, Action<SyncNode> action)
    {
        IReadOnlyList<SyncNode> nodes = [];
        Demand(target, () => nodes = GetNodes()); // without the local daemon no other input can succeed either
        foreach (SyncNode node in nodes)
        {
            Attempt(target ?? node.Name, () =>
            {
                try
                {
                    action(node);
                }
                catch (SyncException e)
                {
                    HostChoice.ForgetLost(node, e);
                    throw;
                }
            });
        }
    }

    /// <summary>The same for each value that was given.</summary>
    private protected void ForEach(IEnumerable<string> values, Action<SyncNode, string> action)
    {
        foreach (string value in values)
        {
            ForEachNode(value, node => action(node, value));
        }
    }

    /// <summary>Reads from all nodes at once and writes each object as it is known.</summary>
    private protected void WriteFromNodes<T>(Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> read)
    {
        IReadOnlyList<SyncNode> nodes = [];
        Demand(null, () => nodes = GetNodes());
        WriteFromNodes(nodes, read, WriteNodeError);
    }

    /// <summary>The same, with a say in what a node's trouble means.</summary>
    private protected void WriteFromNodes<T>(
        IReadOnlyList<SyncNode> nodes, Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> read, Action<SyncNode, SyncException> onError)
    {
        foreach (NodeResult<T> result in NodeFanOut.RunAsync(nodes, ThrottleLimit, read, StopToken).ToBlockingEnumerable(StopToken))
        {
            if (result.Error is { } error)
            {
                onError(result.Node, error);
            }
            else
            {
                WriteObject(result.Value);
            }
        }
    }

    /// <summary>One result of a named search: what was found, else an error for each name that has no wildcard.</summary>
    private protected void WriteNamed<T>(
        string[] names,
        Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> read,
        Func<T, IEnumerable<string>> namesOf,
        Func<SyncNode, string, CancellationToken, Task<SyncException>> notFound)
    {
        IReadOnlyList<SyncNode> nodes = [];
        Demand(null, () => nodes = GetNodes());
        Dictionary<SyncNode, NameFilter> filters = nodes.Distinct().ToDictionary(node => node, _ => new NameFilter(names));
        HashSet<SyncNode> failed = [];
        foreach (NodeResult<T> result in NodeFanOut.RunAsync(nodes, ThrottleLimit, read, StopToken).ToBlockingEnumerable(StopToken))
        {
            if (result.Error is { } error)
            {
                failed.Add(result.Node);
                WriteNodeError(result.Node, error);
            }
            else if (filters[result.Node].IsMatch(namesOf(result.Value!)))
            {
                WriteObject(result.Value);
            }
        }

        WriteMissing(filters.Where(pair => !failed.Contains(pair.Key)), notFound);
    }

    /// <summary>What a node's shares of some names have; for each exact name that it has no share of, an error.</summary>
    /// <param name="names">None is all.</param>
    private protected void WriteOfShares<T>(
        IReadOnlyList<SyncNode> nodes,
        string[] names,
        Func<SyncNode, Func<string, bool>, CancellationToken, IAsyncEnumerable<T>> read,
        Action<SyncNode, SyncException> onError)
    {
        Dictionary<SyncNode, NameFilter> filters = nodes.Distinct().ToDictionary(node => node, _ => new NameFilter(names));
        HashSet<SyncNode> failed = [];
        WriteFromNodes(
            nodes,
            (node, cancel) => read(node, id => filters[node].IsMatch([id]), cancel),
            (node, error) =>
            {
                failed.Add(node);
                onError(node, error);
            });
        WriteMissing(filters.Where(pair => !failed.Contains(pair.Key)), ShareReader.NotFoundAsync);
    }

    private void WriteMissing(IEnumerable<KeyValuePair<SyncNode, NameFilter>> filters, Func<SyncNode, string, CancellationToken, Task<SyncException>> notFound)
    {
        foreach ((SyncNode node, NameFilter filter) in filters)
        {
            foreach (string name in filter.Missing)
            {
                Attempt(name, () => throw Await(cancel => notFound(node, name, cancel)));
            }
        }
    }
}
