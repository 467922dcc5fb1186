using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes a node forget shares. The files and the .stignore stay where they are, on every machine.</summary>
[Cmdlet(VerbsCommon.Remove, "SyncShare", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSyncShareCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord() => ForEach(Share, (node, id) =>
    {
        SyncShare share = Await(cancel => ShareReader.GetAsync(node, id, cancel));
        if (ShouldProcess($"share '{id}' on {node.Name} (the files in {share.Path} stay)", "Remove"))
        {
            Await(cancel => ShareEditor.RemoveAsync(node, id, cancel));
        }
    });
}
