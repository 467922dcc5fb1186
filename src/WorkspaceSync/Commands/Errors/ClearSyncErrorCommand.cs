using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Clears a daemon's own notices, those that its web page shows on top. Files in trouble stay listed until they are mended.</summary>
[Cmdlet(VerbsCommon.Clear, "SyncError", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearSyncErrorCommand : NodeCmdlet
{
    protected override void ProcessRecord() => ForEachNode(null, node =>
    {
        int count = Await(node.Client.System.GetErrorsAsync).Errors?.Count ?? 0;
        if (count == 0)
        {
            WriteVerbose($"{node.Name}: there are no notices.");
        }
        else if (ShouldProcess($"{count} notice(s) of {node.Name}", "Clear"))
        {
            Await(node.Client.System.ClearErrorsAsync);
        }
    });
}
