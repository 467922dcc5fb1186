using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What Suspend- and Resume-SyncShare share.</summary>
public abstract class SharePauseCmdlet : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract bool Pauses { get; }

    protected override void ProcessRecord() => ForEach(Share, Change);

    private void Change(SyncNode node, string id)
    {
        SyncShare share = Await(cancel => ShareReader.GetAsync(node, id, cancel));
        if (share.Paused == Pauses)
        {
            WriteVerbose($"{node.Name}: share '{id}' is {(Pauses ? "paused" : "running")} already.");
        }
        else if (ShouldProcess($"share '{id}' on {node.Name}", Pauses ? "Pause" : "Resume"))
        {
            share = Await(cancel => ShareEditor.SetPausedAsync(node, id, Pauses, cancel));
        }

        if (PassThru && share.Paused == Pauses)
        {
            WriteObject(share);
        }
    }
}
