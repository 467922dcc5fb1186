using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes what a send-only share has the newest on every machine: what others changed is replaced there, what they added deleted.</summary>
[Cmdlet(VerbsCommon.Undo, "SyncRemoteChange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class UndoSyncRemoteChangeCommand : OneWayUndoCmdlet
{
    private protected override SyncShareType Type => SyncShareType.SendOnly;

    private protected override string Describe(SyncNode node, string id, int count, string size) =>
        $"{count} change(s) that other machines made in '{id}' ({size}) would be lost there; {node.Name}'s files would replace them";
}
