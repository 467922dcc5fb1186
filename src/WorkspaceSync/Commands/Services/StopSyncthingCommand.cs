using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Ends Syncthing: asks it, tells its service manager, and signals only the process that was identified.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Syncthing", SupportsShouldProcess = true)]
[OutputType(typeof(SyncthingProgram))]
public sealed class StopSyncthingCommand : ServiceControlCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Act(ServiceTarget target, MachineSurvey survey, Action<string> onPhase)
    {
        if (DaemonStop.Find(target, survey) is not { } outer)
        {
            WriteVerbose($"{target}: none runs.");
        }
        else if (ShouldProcess($"{target}, process {outer.ProcessId}, home {outer.Home}", "Stop"))
        {
            Await(cancel => DaemonStop.RunAsync(target, survey, Timeout, Force, onPhase, cancel));
        }
        else
        {
            return;
        }

        WritePassThru(target);
    }
}
