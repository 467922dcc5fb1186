using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Measures the time from a written file to its presence on the other side, for many sizes; takes the files away again.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "SyncTransfer", SupportsShouldProcess = true)]
[OutputType(typeof(SyncTransfer))]
public sealed class MeasureSyncTransferCommand : ReferenceCmdlet
{
    private const int ActivityId = 7207;

    [Parameter]
    [ValidateRange(0, 1L << 40)]
    [ValidateNotNullOrEmpty]
    public long[] Size { get; set; } = [0, 1_000, 100_000, 10_000_000];

    [Parameter]
    [ValidateRange(1, 1000)]
    public int Count { get; set; } = 3;

    [Parameter]
    public SwitchParameter NoScan { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.1", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    private protected override void Process(string share, SyncNode node)
    {
        SyncShare configured = Await(cancel => ShareReader.GetAsync(node, share, cancel));
        SyncNode to = FindReference(share, node);
        if (!node.IsHere)
        {
            throw new SyncException(SyncError.FilesOutOfReach, $"{node}: the files to measure with are written on this machine, and its are elsewhere. Give a node of this machine, and the other one with -HostName or -ReferenceNode.");
        }

        if (!ShouldProcess($"'{share}' from {node} to {to}: {Size.Length * Count} files, {ByteSize.Format(Size.Sum() * Count)} in all, which are removed again", "Measure"))
        {
            return;
        }

        // In sync to begin with: what cannot succeed is named, and nothing else is on its way meanwhile.
        FlushOptions options = new() { Timeout = Timeout };
        using (WorkBar bar = new(this, ActivityId, $"Syncing {share}"))
        {
            Await(cancel => new ShareFlush(node, share, [.. NodeRegistry.Current.Known.Append(to).DistinctBy(known => known.DeviceId)], options)
            {
                OnProgress = progress => _ = OnPipeline(() => bar.Show(progress, node.Name), cancel),
            }.RunAsync(cancel));
        }

        long[] sizes = [.. Size.SelectMany(size => Enumerable.Repeat(size, Count))];
        TransferMeasure measure = new(configured, to, !NoScan, Timeout);
        using ProgressTicker ticker = new(this, ActivityId, $"Measuring {share}", () => measure.Progress(sizes));
        foreach (SyncTransfer transfer in ticker.Follow(measure.RunAsync(sizes, StopToken), StopToken))
        {
            WriteObject(transfer);
        }
    }
}
