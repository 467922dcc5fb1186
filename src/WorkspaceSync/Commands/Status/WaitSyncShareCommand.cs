using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Looks at the files of every side that can be asked, and returns when all are the same, or fails by name.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SyncShare")]
[OutputType(typeof(SyncStatus))]
public sealed class WaitSyncShareCommand : NodeCmdlet
{
    private const int ActivityId = 7201;


    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00", "1.00:00:00")]
    public TimeSpan StableFor { get; set; }

    [Parameter]
    [DeviceTransformation(TakesNodes = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[]? Device { get; set; }

    [Parameter]
    public SwitchParameter NoScan { get; set; }

    [Parameter]
    public SwitchParameter Full { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => ForEach(Share, (node, id) =>
    {
        using WorkBar bar = new(this, ActivityId, $"Syncing {id}");
        SyncStatus status = Await(async cancel =>
        {
            FlushOptions options = new()
            {
                Timeout = Timeout,
                StableFor = StableFor,
                Scans = !NoScan,
                IsFull = Full,
                IsForced = Force,
                DeviceIds = Device is null ? null : await ResolveAsync(node, Device, cancel).ConfigureAwait(false),
            };
            ShareFlush flush = new(node, id, NodeRegistry.Current.Known, options)
            {
                OnProgress = progress => _ = OnPipeline(() => bar.Show(progress, node.Name), cancel),
            };
            return await flush.RunAsync(cancel).ConfigureAwait(false);
        });
        WriteVerbose(status.Proof == SyncProofScope.Both
            ? $"{node.Name}: '{id}' is the same on both sides."
            : $"{node.Name}: '{id}' is in sync as far as this node can know: the daemons of its devices are not connected in this session (Connect-SyncNode), so what they have not noticed yet is not included.");
        WriteObject(status);
    });

    private static async Task<IReadOnlySet<string>> ResolveAsync(SyncNode node, string[] devices, CancellationToken cancel)
    {
        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        return devices.Select(device => names.Resolve(device, node)).ToHashSet();
    }
}
