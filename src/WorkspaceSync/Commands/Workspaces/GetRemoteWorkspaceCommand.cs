using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the workspaces of this machine. Asks no other.</summary>
[Cmdlet(VerbsCommon.Get, "RemoteWorkspace", DefaultParameterSetName = "Name")]
[OutputType(typeof(RemoteWorkspace))]
public sealed class GetRemoteWorkspaceCommand : WorkspaceCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "Current")]
    public SwitchParameter Current { get; set; }

    protected override void ProcessRecord() => Demand(null, () =>
    {
        if (Current)
        {
            if (WorkspaceStore.Current.FindAround(SessionState.Path.CurrentFileSystemLocation.ProviderPath) is { } around)
            {
                WriteObject(around);
            }

            return;
        }

        IReadOnlyList<RemoteWorkspace> all = WorkspaceStore.Current.ReadAll();
        NameFilter filter = new(Name);
        foreach (RemoteWorkspace workspace in all.Where(workspace => filter.IsMatch([workspace.Name])))
        {
            WriteObject(workspace);
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw new SyncException(
                SyncError.WorkspaceNotFound,
                $"There is no workspace '{missing}'. {(all.Count == 0 ? "There is none yet; New-RemoteWorkspace makes one" : $"There are {string.Join(", ", all)}")}."));
        }
    });
}
