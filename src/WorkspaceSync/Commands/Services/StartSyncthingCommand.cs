using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Starts Syncthing and waits until it can be used; one that runs stays as it is.</summary>
[Cmdlet(VerbsLifecycle.Start, "Syncthing", SupportsShouldProcess = true)]
[OutputType(typeof(SyncthingProgram))]
public sealed class StartSyncthingCommand : ServiceControlCmdlet
{
    [Parameter]
    public SwitchParameter Persistent { get; set; }

    private protected override void Act(ServiceTarget target, MachineSurvey survey, Action<string> onPhase)
    {
        SurveyedProcess? running = DaemonStop.Find(target, survey);
        ServiceManager manager = ManagerChoice.ToStart(target, survey, Persistent);
        if (Persistent && manager.Kind == SyncthingStarter.WorkspaceSync)
        {
            throw new SyncException(
                SyncError.ServiceManagerFailed,
                $"-Persistent needs a service manager, and {target.Where} has none that is this user's{(target.Home is null ? "" : ", or the home is not the default one")}. Start it without -Persistent; it goes on until the machine is restarted.");
        }

        if (running is not null)
        {
            WriteVerbose($"{target}: it runs already, process {running.ProcessId}.");
        }
        else
        {
            string version = DaemonStart.FindProgram(target, survey).Version!;
            if (!ShouldProcess($"{target} ({version}), {manager.Name}", "Start"))
            {
                return;
            }
        }

        StartOptions options = new() { IsPersistent = Persistent, Timeout = Timeout, OnPhase = onPhase };
        SyncNode node = Await(cancel => DaemonStart.RunAsync(target, survey, options, cancel));
        WriteVerbose($"{target}: {node.Version} answers at {node.Uri.Authority}.");
        if (Persistent && manager.Kind == SyncthingStarter.SystemdUser && survey.Lingers == false)
        {
            WriteWarning($"{target.Where}: the user's services end at logout, and Syncthing with them. To have it go on, run there: loginctl enable-linger {survey.User}");
        }

        WritePassThru(target);
    }
}
