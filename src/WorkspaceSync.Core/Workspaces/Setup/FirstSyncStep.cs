namespace WorkspaceSync;

/// <summary>Both machines have the same, proved by a flush.</summary>
internal sealed class FirstSyncStep : SetupStep
{
    public override string Name(SetupContext context) => "same on both";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        // Where the shares were there before, this is one more flush, and nothing of a setup.
        if (context is { IsDry: false, Proof: null, Preflight.Shares.Count: 0 })
        {
            await DoAsync(context, cancel).ConfigureAwait(false);
        }

        long bytes = context.Preflight?.Shares.Sum(share => share.LocalBytes + share.RemoteBytes) ?? 0;
        return context.Proof is { } proof
            ? StepState.Done(string.Join(", ", proof.Shares))
            : StepState.Would($"would sync, up to {bytes} bytes, {context.Request.FirstSync ?? FirstSyncStrategy.KeepAll}");
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        FlushOptions options = new() { Timeout = context.Request.Timeout };
        WorkspaceFlush flush = new(context.ToWorkspace(), context.Local!, context.Remote!, options)
        {
            OnProgress = (share, progress) =>
            {
                FaultPoint.Reach("setup-inside-FirstSyncStep");
                context.OnProgress?.Invoke(progress with { Phase = $"{share}: {progress.Phase}" });
            },
        };
        context.Proof = await flush.RunAsync(cancel).ConfigureAwait(false);
    }
}
