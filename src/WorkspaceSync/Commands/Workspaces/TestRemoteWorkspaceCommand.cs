using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Looks whether everything that a workspace needs is true: what New-RemoteWorkspace would do. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RemoteWorkspace")]
[OutputType(typeof(SetupStepReport), typeof(bool))]
public sealed class TestRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    private const int ActivityId = 7222;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    public string[]? Name { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string? name in Name ?? (string?[])[null])
        {
            Attempt(name ?? CurrentDirectory, () => Test(Find(name)));
        }
    }

    private void Test(RemoteWorkspace workspace)
    {
        bool isWell = true;
        SetupContext context = new(WorkspaceRequests.Of(workspace, ModuleFiles.Profiles), Prompt, WorkspaceStore.Current) { IsDry = true };
        foreach (SetupStep step in SetupPlan.Steps.Where(step => step is not FirstSyncStep))
        {
            using ProgressTicker ticker = new(this, ActivityId, $"Testing {workspace.Name}", () => new WorkProgress(step.Name(context)));
            SetupStepReport report = ticker.Await(cancel => SetupPlan.LookAsync(step, context, cancel));
            isWell &= report.IsDone;
            if (!Quiet)
            {
                WriteObject(report);
            }

            if (report.Error is not null)
            {
                break; // what comes after depends on it
            }
        }

        if (isWell)
        {
            (SyncProof proof, SyncException? error) = Flush(workspace, new FlushOptions { Timeout = Timeout });
            isWell = error is null;
            if (!Quiet)
            {
                WriteObject(new SetupStepReport
                {
                    Workspace = workspace.Name,
                    Step = "same on both",
                    IsDone = isWell,
                    Detail = error?.Message ?? string.Join(", ", proof.Shares),
                    Error = error?.Error,
                    Duration = proof.Duration,
                });
                WriteSpeed(workspace, proof, error);
            }
        }

        if (Quiet)
        {
            WriteObject(isWell);
        }
    }

    private void WriteSpeed(RemoteWorkspace workspace, SyncProof proof, SyncException? error) => Attempt(workspace.Name, () =>
    {
        if (error is not (null or { Error: SyncError.ShareInError or SyncError.DiskFull or SyncError.SyncTimeout }))
        {
            return; // what is paused, not shared or not there is not slow
        }

        (SyncNode local, SyncNode remote) = Connect(workspace);
        (Bottleneck what, string detail) = Await(cancel => WorkspaceSpeed.AskAsync(workspace, local, remote, proof, cancel)).Judge();
        WriteObject(new SetupStepReport { Workspace = workspace.Name, Step = "speed", IsDone = what == Bottleneck.None, Detail = detail });
    });
}
