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
            return StepState.Would(await DaemonStart.PlanAsync(LocalShell.Instance, "this machine", context.Request.Install, e, cancel).ConfigureAwait(false));
        }
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        await DaemonStart.RunAsync(LocalShell.Instance, "this machine", cancel).ConfigureAwait(false);
        await DaemonStart.WaitAsync(token => NodeRegistry.Current.GetLocalAsync(token), cancel).ConfigureAwait(false);
    }
}
