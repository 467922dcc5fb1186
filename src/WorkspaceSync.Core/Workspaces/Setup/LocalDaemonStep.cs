namespace WorkspaceSync;

/// <summary>Syncthing runs on this machine.</summary>
internal sealed class LocalDaemonStep : SetupStep
{
    public override string Name(SetupContext context) => "Syncthing here";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        try
        {
            context.Local = await NodeRegistry.Current.GetLocalAsync(cancel).ConfigureAwait(false);
            return StepState.Done($"{context.Local.Version}, device {context.Local.DeviceId[..7]}");
        }
        catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.HomeNotFound)
        {
            return StepState.Would(await DaemonPlan.LookAsync(new ServiceTarget(LocalShell.Instance, null), context.Request.Install, e, cancel).ConfigureAwait(false));
        }
    }

    public override Task DoAsync(SetupContext context, CancellationToken cancel) =>
        DaemonPlan.DoAsync(new ServiceTarget(LocalShell.Instance, null), progress => context.OnProgress?.Invoke(progress with { Phase = $"{Name(context)}: {progress.Phase}" }), cancel);
}
