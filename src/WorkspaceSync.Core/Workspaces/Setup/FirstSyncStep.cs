namespace WorkspaceSync;

/// <summary>Both machines have the same, proved by a flush.</summary>
internal sealed class FirstSyncStep : SetupStep
{
    public override string Name(SetupContext context) => "same on both";

    public override Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        long bytes = context.Preflight?.Shares.Sum(share => share.LocalBytes + share.RemoteBytes) ?? 0;
        return Task.FromResult(context.Proof is { } proof
            ? StepState.Done(string.Join(", ", proof.Shares))
            : StepState.Would($"would sync, up to {bytes} bytes, {context.Request.FirstSync ?? FirstSyncStrategy.KeepAll}"));
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        FlushOptions options = new() { Timeout = context.Request.Timeout };
        WorkspaceFlush flush = new(context.ToWorkspace(), context.Local!, context.Remote!, options)
        {
            OnProgress = (share, progress) => context.OnProgress?.Invoke($"{share}: {progress.Phase}", progress.Percent),
        };
        context.Proof = await flush.RunAsync(cancel).ConfigureAwait(false);
    }
}
