using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes a receive-only share what the other machines have: files changed here are replaced, files added here deleted.</summary>
[Cmdlet(VerbsCommon.Undo, "SyncLocalChange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class UndoSyncLocalChangeCommand : OneWayUndoCmdlet
{
    private protected override SyncShareType Type => SyncShareType.ReceiveOnly;

    private protected override string Describe(SyncNode node, string id, int count, string size) =>
        $"{node.Name}: {count} change(s) made there in '{id}' ({size}) would be lost";
}
