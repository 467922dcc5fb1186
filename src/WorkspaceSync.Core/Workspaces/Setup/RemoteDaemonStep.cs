namespace WorkspaceSync;

/// <summary>Syncthing runs on the host, and its API answers through the connection.</summary>
internal sealed class RemoteDaemonStep : SetupStep
{
    public override string Name(SetupContext context) => $"Syncthing on {context.Request.HostName}";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        try
        {
            context.Remote = await NodeRegistry.Current.GetHostAsync(context.Request.HostName, context.Prompt, cancel).ConfigureAwait(false);
        }
        catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.HomeNotFound)
        {
            return StepState.Would(await DaemonPlan.LookAsync(new ServiceTarget(context.Shell!, context.Request.HostName), context.Request.Install, e, cancel).ConfigureAwait(false));
        }

        return context.Local?.DeviceId == context.Remote.DeviceId
            ? throw new SyncException(
                SyncError.NodeAmbiguous,
                $"{context.Request.HostName} leads back to this machine's own Syncthing ({context.Remote.DeviceId[..7]}…). Give the host of the other machine.")
            : StepState.Done($"{context.Remote.Version}, device {context.Remote.DeviceId[..7]}");
    }

    public override Task DoAsync(SetupContext context, CancellationToken cancel) =>
        DaemonPlan.DoAsync(new ServiceTarget(context.Shell!, context.Request.HostName), progress => context.OnProgress?.Invoke(progress with { Phase = $"{Name(context)}: {progress.Phase}" }), cancel);
}
