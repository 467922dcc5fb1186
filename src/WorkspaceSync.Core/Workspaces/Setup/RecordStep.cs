namespace WorkspaceSync;

/// <summary>The workspace is written down, so that the other cmdlets know it.</summary>
internal sealed class RecordStep : SetupStep
{
    public override string Name(SetupContext context) => "workspace known";

    public override Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        RemoteWorkspace? known = context.Store.Find(context.Request.Name);
        return Task.FromResult(known is not null && context.Local is not null && context.Remote is not null && IsSame(known, context.ToWorkspace())
            ? StepState.Done(context.Store.File)
            : StepState.Would($"would write it to {context.Store.File}"));
    }

    public override Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        context.Store.Save(context.ToWorkspace());
        return Task.CompletedTask;
    }

    private static bool IsSame(RemoteWorkspace known, RemoteWorkspace wanted) =>
        known.HostName == wanted.HostName && known.Path == wanted.Path && known.RemotePath == wanted.RemotePath
        && known.DeviceId == wanted.DeviceId && known.RemoteDeviceId == wanted.RemoteDeviceId
        && known.Shares.Select(share => (share.Id, share.Path, share.Profile)).SequenceEqual(wanted.Shares.Select(share => (share.Id, share.Path, share.Profile)));
}
