using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Accepts shares that other devices offer, into a directory of this node.</summary>
[Cmdlet(VerbsLifecycle.Approve, "SyncShare", SupportsShouldProcess = true)]
[OutputType(typeof(SyncShare))]
public sealed class ApproveSyncShareCommand : ShareSetupCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation(SkipsDevices = true)]
    [ArgumentCompleter(typeof(PendingCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DeviceId")]
    [DeviceTransformation(TakesNodes = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] Device { get; set; } = [];

    protected override void ProcessRecord() => ForEach(Share, (node, id) =>
    {
        SyncPending[] offers = Await(cancel => FindOffersAsync(node, id, cancel));
        if (offers.Length == 0 && Await(cancel => ShareReader.FindAsync(node, id, cancel)) is null)
        {
            throw new SyncException(
                SyncError.PendingNotFound,
                $"{node}: nobody offers a share '{id}'{(Device.Length == 0 ? "" : $" from {string.Join(", ", Device)}")}. Get-SyncPending lists what is offered; the other side offers it with New-SyncShare or Set-SyncShare -AddDevice, once both are connected.");
        }

        SetUp(node, id, ResolvePath(Path, node), offers.Select(offer => offer.DeviceId));
    });

    private async Task<SyncPending[]> FindOffersAsync(SyncNode node, string id, CancellationToken cancel)
    {
        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        HashSet<string> wanted = [.. Device.Select(device => names.Resolve(device, node))];
        List<SyncPending> offers = [];
        await foreach (SyncPending offer in PendingReader.ReadAsync(node, SyncPendingKind.Share, cancel).ConfigureAwait(false))
        {
            if (offer.Share == id && (wanted.Count == 0 || wanted.Contains(offer.DeviceId)))
            {
                offers.Add(offer);
            }
        }

        return [.. offers];
    }
}
