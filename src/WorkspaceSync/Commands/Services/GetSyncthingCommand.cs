using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the copies of Syncthing on a machine and what runs of them. Changes nothing, and needs no running daemon.</summary>
[Cmdlet(VerbsCommon.Get, "Syncthing")]
[OutputType(typeof(SyncthingProgram))]
public sealed class GetSyncthingCommand : ServiceCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public RemoteWorkspace? Workspace { get; set; }

    protected override void ProcessRecord()
    {
        IEnumerable<ServiceTarget> targets = Workspace is null
            ? GivenTargets()
            : new[] { TargetOf(null, null), Reach(Workspace.HostName) }.OfType<ServiceTarget>();
        foreach (ServiceTarget target in targets)
        {
            Attempt(target.HostName, () => WriteObject(Await(cancel => ProgramReader.ReadAsync(target, cancel)), enumerateCollection: true));
        }
    }
}
