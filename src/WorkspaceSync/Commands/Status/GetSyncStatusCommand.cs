using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Tells what the daemons know of the shares: health, what is needed here and by each device. Changes and scans nothing.</summary>
[Cmdlet(VerbsCommon.Get, "SyncStatus")]
[Alias("sync-status")]
[OutputType(typeof(SyncStatus))]
public sealed class GetSyncStatusCommand : NodeCmdlet
{
    private readonly List<SyncStatus> _stopped = [];
    private readonly ConcurrentQueue<SyncStatus> _rows = [];
    private RemoteWorkspace? _workspace;
    private string[] _shares = [];
    private Task<DevicePaths>? _paths;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    [ValidateCount(1, 1)]
    public string[]? Workspace { get; set; }

    [Parameter]
    public SwitchParameter Detailed { get; set; }

    protected override void ProcessRecord()
    {
        _paths ??= Detailed ? DevicePaths.FindAsync(StopToken) : null; // while the daemons are asked
        RemoteWorkspace? workspace = null;
        Demand(Workspace?[0], () => workspace = FindWorkspace(Workspace?[0]));
        _workspace = Share.Length == 0 ? workspace : null; // of some of its shares nobody learns how the whole stands
        _shares = workspace is null || Share.Length > 0 ? Share : [.. workspace.Shares.Select(share => share.Id)];
        WriteOfShares(FindNodes(workspace), _shares, ReadAsync, WriteTrouble);
        WriteStopped(_stopped); // after those that run, as this machine comes first
        _stopped.Clear();
    }

    // At the end: by then a view has counted the conflicts, or nobody will.
    protected override void EndProcessing()
    {
        if (_paths is { IsCompletedSuccessfully: true, Result.Trouble: { } trouble })
        {
            WriteVerbose($"No way through ZeroTier is told. {trouble}");
        }

        if (_workspace is { } workspace)
        {
            PromptStateStore.Write(workspace, _rows);
        }
    }

    private async IAsyncEnumerable<SyncStatus> ReadAsync(SyncNode node, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        NameFilter filter = new(_shares); // of its own: what is gone may not count as found
        await foreach (SyncStatus row in StatusReader.ReadAsync(node, isWanted, id => filter.IsMatch([id]), cancel).ConfigureAwait(false))
        {
            if (_paths is { } paths && node.IsHere)
            {
                AddPaths(row, await paths.ConfigureAwait(false));
            }

            _rows.Enqueue(row);
            yield return row;
        }
    }

    private static void AddPaths(SyncStatus row, DevicePaths paths)
    {
        foreach (SyncDeviceStatus device in row.Devices.Where(device => device.Connected))
        {
            device.Path = paths.Find(DeviceLink.Of(device.Name, device.ConnectionAddress, device.ConnectionType, device.Addresses));
        }
    }

    private IReadOnlyList<SyncNode> FindNodes(RemoteWorkspace? workspace)
    {
        IReadOnlyList<SyncNode> nodes = [];
        Hosts.OnError = (host, error) =>
        {
            if (error is HostStoppedException stopped)
            {
                WriteVerbose(error.Message);
                _stopped.AddRange(StoppedStatus.Read(host, stopped));
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
                nodes = workspace is null ? GetNodes() : [Await(NodeRegistry.Current.GetLocalAsync)];
            }
            catch (SyncException e) when (e.Error == SyncError.NodeUnreachable)
            {
                WriteVerbose(e.Message);
                WriteStopped(StoppedStatus.Read(HomeFinder.Find(), e));
            }
        });
        return workspace is null ? nodes : [.. nodes, .. Hosts.Connect([workspace.HostName], null)];
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
        if (node.Shell is { } shell)
        {
            // Looked for again, its home tells the shares of a daemon that was stopped just now.
            if (new HostChoice(this, Credential, 1) { OnError = Hosts.OnError }.Connect([shell.HostName], null).Count > 0)
            {
                WriteNodeError(node, error);
            }

            return;
        }

        WriteVerbose(error.Message);
        WriteStopped(StoppedStatus.Read(node, error));
    }

    private void WriteStopped(IEnumerable<SyncStatus> rows)
    {
        NameFilter filter = new(_shares);
        foreach (SyncStatus row in rows.Where(row => row.Share.Length == 0 || filter.IsMatch([row.Share])))
        {
            _rows.Enqueue(row);
            WriteObject(row);
        }
    }
}
