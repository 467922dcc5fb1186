using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Connects to the hosts that a cmdlet was given, all at once; one that fails is an error that names it, and the others go on.</summary>
internal sealed class HostChoice
{
    private const int ActivityId = 7221;

    private readonly WorkspaceCmdlet _cmdlet;
    private readonly CmdletPrompt _prompt;
    private readonly int _throttle;
    private IReadOnlyList<SyncNode>? _connected;

    public HostChoice(WorkspaceCmdlet cmdlet, PSCredential? credential, int throttle)
    {
        _cmdlet = cmdlet;
        _prompt = new CmdletPrompt(cmdlet, credential);
        _throttle = throttle;
        OnError = (host, error) => cmdlet.WriteError(Errors.Describe(error, host)!);
    }

    /// <summary>What becomes of a host that cannot be reached; an error by default.</summary>
    public Action<string, SyncException> OnError { get; set; }

    /// <summary>The hosts' daemons, in the order that they were given.</summary>
    /// <param name="nodes">What -Node has, which cannot be meant as well.</param>
    public IReadOnlyList<SyncNode> Connect(string[] hosts, SyncNode[]? nodes)
    {
        if (nodes is { Length: > 0 })
        {
            throw new SyncException(
                SyncError.NodeAmbiguous,
                $"Both -HostName ({string.Join(", ", hosts)}) and a node ({string.Join(", ", nodes.Select(node => node.Name))}) were given, and they may be different machines. Leave out -HostName: what is piped in carries its own node.");
        }

        return _connected ??= ConnectAll(hosts);
    }

    /// <summary>A daemon that does not answer may have moved to another port or been given another key: the next command looks again.</summary>
    public static void ForgetLost(SyncNode node, SyncException error)
    {
        if (node.HostName is { } host && error.Error is SyncError.NodeUnreachable or SyncError.ApiKeyRejected or SyncError.NodeMismatch)
        {
            NodeRegistry.Current.ForgetHost(host);
        }
    }

    private List<SyncNode> ConnectAll(string[] hosts)
    {
        string[] wanted = [.. hosts.Distinct(StringComparer.OrdinalIgnoreCase)];
        (SyncNode? Node, SyncException? Error)[] results = new (SyncNode?, SyncException?)[wanted.Length];
        using ProgressTicker ticker = new(_cmdlet, ActivityId, "Connecting", () => new WorkProgress($"to {string.Join(", ", wanted.Where((_, at) => results[at] == default))}"));
        ticker.Await(cancel => Parallel.ForEachAsync(
            Enumerable.Range(0, wanted.Length),
            new ParallelOptions { MaxDegreeOfParallelism = _throttle, CancellationToken = cancel },
            async (index, token) =>
            {
                try
                {
                    results[index] = (await NodeRegistry.Current.GetHostAsync(wanted[index], _prompt, token).ConfigureAwait(false), null);
                }
                catch (SyncException e)
                {
                    results[index] = (null, e);
                }
            }));
        List<SyncNode> connected = [];
        for (int i = 0; i < wanted.Length; i++)
        {
            if (results[i].Error is { } error)
            {
                OnError(wanted[i], error);
            }
            else
            {
                connected.Add(results[i].Node!);
            }
        }

        return connected;
    }
}
