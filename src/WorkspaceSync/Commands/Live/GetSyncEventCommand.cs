using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives what the daemons remember to have told, or streams what they tell, without gaps: across broken connections and restarts.</summary>
[Cmdlet(VerbsCommon.Get, "SyncEvent")]
[OutputType(typeof(SyncEvent))]
public sealed class GetSyncEventCommand : NodeCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Type { get; set; } = [];

    [Parameter]
    [EventMarkTransformation]
    public SyncEventMark? Since { get; set; }

    [Parameter]
    public SwitchParameter Follow { get; set; }

    protected override void ProcessRecord()
    {
        NameFilter types = new(Type);
        types.IsMatch(EventTypes.All.Keys);
        foreach (string unknown in types.Missing)
        {
            WriteWarning($"'{unknown}' is no type of event that this module knows: a daemon that does not either never tells it. Get-SyncEvent <Tab> lists those that there are.");
        }

        IReadOnlyList<SyncNode> nodes = [];
        Demand(null, () => nodes = [.. GetNodes().Distinct()]);
        SyncEventMark? start = Since ?? (Follow ? null : SyncEventMark.Beginning);
        bool follows = Follow;
        int atOnce = follows ? Math.Max(nodes.Count, 1) : ThrottleLimit; // one that is followed makes no room for the next
        foreach (NodeResult<SyncEventItem> result in NodeFanOut.RunAsync(nodes, atOnce, Read, StopToken).ToBlockingEnumerable(StopToken))
        {
            if (result.Error is { } error)
            {
                WriteNodeError(result.Node, error);
            }
            else if (result.Value.Break is { } missing)
            {
                WriteWarning(missing.Message);
            }
            else
            {
                WriteObject(result.Value.Event);
            }
        }

        IAsyncEnumerable<SyncEventItem> Read(SyncNode node, CancellationToken cancel) =>
            SyncEventReader.ReadAsync(node, type => new NameFilter(Type).IsMatch([type]), start, follows, cancel);
    }
}
