using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What Start-, Stop- and Restart-Syncthing share: whose daemon, one after another, with progress and -PassThru.</summary>
public abstract class ServiceControlCmdlet : ServiceCmdlet
{
    private const int ActivityId = 7205;

    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public SyncNode[]? Node { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Does it to one daemon, when the user lets it.</summary>
    /// <param name="onPhase">Told what is being done, from any thread.</param>
    private protected abstract void Act(ServiceTarget target, MachineSurvey survey, Action<string> onPhase);

    protected override void ProcessRecord()
    {
        foreach (ServiceTarget target in Targets())
        {
            Attempt(target.HostName ?? target.Home, () =>
            {
                using WorkBar bar = new(this, ActivityId, target.ToString());
                MachineSurvey survey = Survey(target);
                Act(DaemonHome.Pin(target, survey), survey, phase => _ = OnPipeline(() => bar.Show(new WorkProgress(phase)), StopToken));
            });
        }
    }

    private protected MachineSurvey Survey(ServiceTarget target) => Await(cancel => SurveyReader.AskAsync(target.Machine, cancel));

    private protected void WritePassThru(ServiceTarget target)
    {
        if (PassThru)
        {
            WriteObject(ProgramReader.Describe(target, Survey(target)).FirstOrDefault(program => program.IsInUse));
        }
    }

    private IEnumerable<ServiceTarget> Targets() => (Node, InputObject?.BaseObject) switch
    {
        ({ Length: > 0 } nodes, _) => nodes.Select(TargetOf).OfType<ServiceTarget>(),
        (_, null) => GivenTargets(),
        (_, RemoteWorkspace workspace) => new[] { TargetOf(null, null), Reach(workspace.HostName) }.OfType<ServiceTarget>(),
        (_, SyncthingProgram { IsRunning: true } program) => new[] { TargetOf(program.HostName, program.IsInUse ? null : program.ConfigPath) }.OfType<ServiceTarget>(),
        (_, SyncthingProgram program) => new[] { TargetOf(program.HostName, null) }.OfType<ServiceTarget>(),
        (_, string host) => new[] { Reach(host) }.OfType<ServiceTarget>(),
        (_, object other) => throw NotAMachine(other),
    };

    private ServiceTarget? TargetOf(SyncNode node)
    {
        ServiceTarget? target = null;
        Attempt(node.Name, () => target = node.Machine is { } machine && node.ConfigPath is { } home
            ? new ServiceTarget(machine, node.Shell is null ? null : node.HostName, home)
            : throw new SyncException(
                SyncError.FilesOutOfReach,
                $"Only the API of '{node.Name}' is known ({node.Uri.Authority}), not its machine. Name that: -HostName, or connect by the home: Connect-SyncNode -ConfigPath."));
        return target;
    }

    private static PSArgumentException NotAMachine(object given) =>
        new($"A {given.GetType().Name} is no machine with a Syncthing. Pipe in what Get-RemoteWorkspace, Get-Syncthing or Get-SyncNode gives, or the name of a host.");
}
