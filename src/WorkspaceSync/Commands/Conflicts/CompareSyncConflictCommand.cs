using System.Management.Automation;
using System.Management.Automation.Host;

namespace WorkspaceSync;

/// <summary>Shows in what the two versions of a conflict differ. Changes nothing.</summary>
[Cmdlet(VerbsData.Compare, "SyncConflict", DefaultParameterSetName = ShownSet)]
[OutputType(typeof(SyncConflictComparison))]
public sealed class CompareSyncConflictCommand : WorkspaceCmdlet
{
    private const int ActivityId = 7223;
    private const string ShownSet = "Shown";
    private const string ToolSet = "Tool";
    private const int DefaultWidth = 120;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Conflict")]
    public SyncConflict[] InputObject { get; set; } = [];

    [Parameter(ParameterSetName = ShownSet)]
    public SwitchParameter SideBySide { get; set; }

    [Parameter(ParameterSetName = ShownSet)]
    public SwitchParameter ThreeWay { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ToolSet)]
    public SwitchParameter Tool { get; set; }

    protected override void ProcessRecord()
    {
        foreach (SyncConflict conflict in InputObject)
        {
            Attempt(conflict, () => Compare(conflict));
        }
    }

    private void Compare(SyncConflict conflict)
    {
        if (Tool)
        {
            Await(cancel => DiffTool.RunAsync(conflict, cancel));
            return;
        }

        using ProgressTicker ticker = new(this, ActivityId, "Comparing versions", () => new WorkProgress(ByteSize.Format(conflict.Conflict.Size), File: conflict.Path));
        WriteObject(ticker.Await(cancel => ConflictComparer.CompareAsync(conflict, SideBySide ? Width() : null, ThreeWay, cancel)));
    }

    private int Width()
    {
        try
        {
            return Host.UI.RawUI.BufferSize.Width is int width and > 40 ? Math.Min(width, 400) : DefaultWidth;
        }
        catch (HostException)
        {
            return DefaultWidth; // nobody looks at it in a window
        }
    }
}
