using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Forgets workspaces. Files stay on both machines; shares stay too unless said.</summary>
[Cmdlet(VerbsCommon.Remove, "RemoteWorkspace", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    public string[] Name { get; set; } = [];

    [Parameter]
    public SwitchParameter IncludeShare { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            Attempt(name, () => Remove(Find(name)));
        }
    }

    private void Remove(RemoteWorkspace workspace)
    {
        string what = IncludeShare ? $", and its shares {string.Join(", ", workspace.Shares)} on both machines (the files stay)" : " (its shares and files stay)";
        if (!ShouldProcess($"workspace '{workspace.Name}'{what}", "Remove"))
        {
            return;
        }

        if (IncludeShare)
        {
            (SyncNode local, SyncNode remote) = Connect(workspace);
            foreach (WorkspaceShare share in workspace.Shares)
            {
                foreach (SyncNode node in new[] { local, remote })
                {
                    Await(cancel => RemoveAsync(node, share.Id, cancel));
                }
            }
        }

        WorkspaceStore.Current.Remove(workspace.Name);
    }

    // One that is gone already is what was wanted: this may be the second try.
    private static async Task RemoveAsync(SyncNode node, string share, CancellationToken cancel)
    {
        if (await node.Client.Config.FindFolderAsync(share, cancel).ConfigureAwait(false) is not null)
        {
            await ShareEditor.RemoveAsync(node, share, cancel).ConfigureAwait(false);
        }

        ListingStore.Forget(node.DeviceId, share);
    }
}
