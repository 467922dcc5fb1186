using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Tells what the daemons know of the shares: health, what is needed here and by each device. Changes and scans nothing.</summary>
[Cmdlet(VerbsCommon.Get, "SyncStatus")]
[Alias("sync-status")]
[OutputType(typeof(SyncStatus))]
public sealed class GetSyncStatusCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord() => WriteOfShares(FindNodes(), Share, StatusReader.ReadAsync, WriteTrouble);

    private IReadOnlyList<SyncNode> FindNodes()
    {
        IReadOnlyList<SyncNode> nodes = [];
        Hosts.OnError = (host, error) =>
        {
            if (error is HostStoppedException stopped)
            {
                WriteVerbose(error.Message);
                WriteStopped(StoppedStatus.Read(host, stopped));
            }
            else
            {
                WriteError(Errors.Describe(error, host)!);
            }
        };
        Demand(null, () =>
        {
            try
            {
                nodes = GetNodes();
            }
            catch (SyncException e) when (e.Error == SyncError.NodeUnreachable)
            {
                WriteVerbose(e.Message);
                WriteStopped(StoppedStatus.Read(HomeFinder.Find(), e));
            }
        });
        return nodes;
    }

    // A stopped daemon is a state of its shares, not a failure of the question.
    private void WriteTrouble(SyncNode node, SyncException error)
    {
        if (error.Error is not SyncError.NodeUnreachable)
        {
            WriteNodeError(node, error);
            return;
        }

        HostChoice.ForgetLost(node, error);

        WriteVerbose(error.Message);
        WriteStopped(StoppedStatus.Read(node, error));
    }

    private void WriteStopped(IEnumerable<SyncStatus> rows)
    {
        NameFilter filter = new(Share);
        foreach (SyncStatus row in rows.Where(row => row.Share.Length == 0 || filter.IsMatch([row.Share])))
        {
            WriteObject(row);
        }
    }
}
