using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>The steps of a workspace's setup, in their order. Killed anywhere and run again, it goes on where it was.</summary>
internal static class SetupPlan
{
    public static IReadOnlyList<SetupStep> Steps { get; } =
    [
        new HostStep(), new LocalDaemonStep(), new RemoteDaemonStep(), new PreflightStep(), new DevicesStep(), new DirectoriesStep(),
        new ReconcileStep(), new SharesStep(), new RecordStep(), new ConnectedStep(), new FirstSyncStep(),
    ];

    /// <summary>Looks at a step, and makes it true when it is not; a dry run only says what it would do.</summary>
    public static async Task<SetupStepReport> RunAsync(SetupStep step, SetupContext context, CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string name = step.Name(context);
        context.OnProgress?.Invoke(new WorkProgress(name));
        StepState state = await step.LookAsync(context, cancel).ConfigureAwait(false);
        bool isChanged = !state.IsDone && !context.IsDry;
        if (isChanged)
        {
            FaultPoint.Reach($"setup-before-{step.GetType().Name}");
            await step.DoAsync(context, cancel).ConfigureAwait(false);
            FaultPoint.Reach($"setup-after-{step.GetType().Name}");
            StepState after = await step.LookAsync(context, cancel).ConfigureAwait(false);
            state = after.IsDone
                ? after
                : throw new SyncException(
                    SyncError.SetupFailed,
                    $"{context.Request.Name}: '{name}' was done and is not true afterwards: {after.Detail}. What was set up so far stays; run the same command again, with -Verbose.");
        }

        return new SetupStepReport
        {
            Workspace = context.Request.Name,
            Step = name,
            IsDone = state.IsDone,
            IsChanged = isChanged,
            Detail = state.Detail,
            Duration = clock.Elapsed,
        };
    }

    /// <summary>Looks at a step of a dry run; what is in the way is the report's error.</summary>
    public static async Task<SetupStepReport> LookAsync(SetupStep step, SetupContext context, CancellationToken cancel)
    {
        try
        {
            return await RunAsync(step, context, cancel).ConfigureAwait(false);
        }
        catch (SyncException e)
        {
            return new SetupStepReport { Workspace = context.Request.Name, Step = step.Name(context), IsDone = false, Detail = e.Message, Error = e.Error };
        }
    }
}
