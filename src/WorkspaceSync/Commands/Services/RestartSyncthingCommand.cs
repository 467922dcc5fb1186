using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Ends Syncthing and starts it as it was; starts one that does not run.</summary>
[Cmdlet(VerbsLifecycle.Restart, "Syncthing", SupportsShouldProcess = true)]
[OutputType(typeof(SyncthingProgram))]
public sealed class RestartSyncthingCommand : ServiceControlCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Act(ServiceTarget target, MachineSurvey survey, Action<string> onPhase)
    {
        SurveyedProcess? outer = DaemonStop.Find(target, survey);
        string what = outer is null ? $"{target}, which does not run" : $"{target}, process {outer.ProcessId}, home {outer.Home}";
        if (!ShouldProcess(what, "Restart"))
        {
            return;
        }

        Await(cancel => DaemonStop.RunAsync(target, survey, Timeout, Force, onPhase, cancel));
        StartOptions options = new() { Timeout = Timeout, Like = outer, OnPhase = onPhase };
        SyncNode node = Await(cancel => DaemonStart.RunAsync(target, survey.Without(outer?.Home), options, cancel));
        WriteVerbose($"{target}: {node.Version} answers at {node.Uri.Authority}.");
        WritePassThru(target);
    }
}
