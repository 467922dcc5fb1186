using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Changes what is written down of a workspace: its name, or the name by which ssh reaches the host.</summary>
[Cmdlet(VerbsCommon.Set, "RemoteWorkspace", SupportsShouldProcess = true)]
[OutputType(typeof(RemoteWorkspace))]
public sealed class SetRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    [ValidateCount(1, 1)]
    public string[] Name { get; set; } = [];

    [Parameter]
    [ValidatePattern(NewRemoteWorkspaceCommand.NamePattern)]
    public string? NewName { get; set; }

    [Parameter]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string? HostName { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => Attempt(Name[0], () => Change(Find(Name[0])));

    private void Change(RemoteWorkspace workspace)
    {
        RemoteWorkspace changed = new()
        {
            Name = NewName ?? workspace.Name,
            HostName = HostName ?? workspace.HostName,
            Path = workspace.Path,
            RemotePath = workspace.RemotePath,
            Shares = workspace.Shares,
            DeviceId = workspace.DeviceId,
            RemoteDeviceId = workspace.RemoteDeviceId,
            CreatedAt = workspace.CreatedAt,
        };
        if (changed.Name == workspace.Name && changed.HostName == workspace.HostName)
        {
            WriteVerbose($"Workspace '{workspace.Name}' is so already.");
        }
        else
        {
            Check(workspace, changed);
            if (!ShouldProcess($"workspace '{workspace.Name}'", $"Change to '{changed.Name}' on {changed.HostName}"))
            {
                return;
            }

            WorkspaceStore.Current.Replace(workspace.Name, changed);
        }

        if (PassThru)
        {
            WriteObject(WorkspaceStore.Current.Find(changed.Name));
        }
    }

    // Another name of the same machine is a change of the record; another machine would be another workspace.
    private void Check(RemoteWorkspace workspace, RemoteWorkspace changed)
    {
        if (!string.Equals(changed.Name, workspace.Name, StringComparison.OrdinalIgnoreCase) && WorkspaceStore.Current.Find(changed.Name) is not null)
        {
            throw new SyncException(SyncError.WorkspaceExists, $"There is a workspace '{changed.Name}' already. Give another -NewName.");
        }

        if (changed.HostName != workspace.HostName && Connect(changed).Remote.DeviceId is var device && workspace.RemoteDeviceId is { } expected && device != expected)
        {
            throw new SyncException(
                SyncError.WorkspaceChanged,
                $"{changed.HostName} is another machine (device {device[..7]}…) than the one of workspace '{workspace.Name}' ({expected[..7]}…). A workspace with it is a new one: New-RemoteWorkspace.");
        }
    }
}
