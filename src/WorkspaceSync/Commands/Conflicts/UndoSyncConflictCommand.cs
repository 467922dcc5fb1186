using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Takes resolutions back: the exact files, names, modes and times as they were before.</summary>
[Cmdlet(VerbsCommon.Undo, "SyncConflict", SupportsShouldProcess = true, DefaultParameterSetName = NewestSet)]
[OutputType(typeof(SyncConflictResolution))]
public sealed class UndoSyncConflictCommand : NodeCmdlet
{
    private const string NewestSet = "Newest";
    private const string IdSet = "Id";
    private const int ActivityId = 7212;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Id { get; set; } = [];

    [Parameter(ParameterSetName = NewestSet)]
    [ValidateRange(1, 1_000_000)]
    public int Newest { get; set; } = 1;

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        ResolutionJournal journal = ResolutionJournal.Current;
        string[] ids = ParameterSetName == IdSet ? Id
            : [.. journal.ReadAll().Where(record => record.State is not SyncResolutionState.Undone && IsMeant(record)).Take(Newest).Select(record => record.Id)];
        int done = 0;
        SyncConflictResolution? current = null;
        using ProgressTicker ticker = new(this, ActivityId, "Undoing resolutions", () => WorkProgress.Of("Putting back", done, ids.Length, file: current?.Path));
        for (; done < ids.Length; done++)
        {
            Attempt(ids[done], () => Undo(journal, current = journal.Get(ids[done]), ticker));
        }
    }

    private bool IsMeant(SyncConflictResolution record) =>
        HostName is not null ? HostName.Contains(record.HostName, StringComparer.OrdinalIgnoreCase)
        : Node is null || Node.Any(node => node.Name == record.Machine);

    private void Undo(ResolutionJournal journal, SyncConflictResolution record, ProgressTicker ticker)
    {
        if (record.State is SyncResolutionState.Undone)
        {
            WriteVerbose($"{record.Id} is undone already.");
            return;
        }

        string what = $"{PrintableText.Of(record.Path)}: {string.Join(", ", record.ConflictPath.Select(PrintableText.Of))} would be there again, and every version where it was before {ClockTime.Of(record.Time)}.";
        if (!ShouldProcess(what, $"{what} Do it?", "Undo a resolution"))
        {
            return;
        }

        SyncNode? node = FindNode(record);
        IShareFiles files = node is null ? new LocalFiles(record.Root) : ShareFiles.Of(node, record.Root);
        ticker.Await(cancel => new ConflictResolver(journal).UndoAsync(record, files, cancel));
        if (node is not null && record.Share.Length > 0)
        {
            Attempt(record.Id, () => Await(cancel => ShareScan.RunAsync(node, record.Share, [record.Path, .. record.ConflictPath, .. record.KeptPath.Where(path => !path.StartsWith('/') && record.Keep is SyncConflictKeep.Both)], cancel)));
        }

        record.Node = node;
        if (PassThru)
        {
            WriteObject(record);
        }
    }

    // The files are what counts; a daemon that doesn't run hears of it later.
    private SyncNode? FindNode(SyncConflictResolution record)
    {
        try
        {
            IEnumerable<SyncNode> known = Node ?? NodeRegistry.Current.Known;
            if (known.FirstOrDefault(node => node.Name == record.Machine && node.HostName == record.HostName) is { } same)
            {
                return same;
            }

            IReadOnlyList<SyncNode> found = Node is null && HostName is null && record.HostName is { } host ? Hosts.Connect([host], null) : GetNodes();
            return found.FirstOrDefault(node => node.Name == record.Machine || (record.HostName is { } there && node.HostName == there));
        }
        catch (SyncException e) when (record.HostName is null && e.Error is SyncError.NodeUnreachable or SyncError.HomeNotFound)
        {
            WriteVerbose(e.Message);
            return null;
        }
    }
}
