using System.Collections;
using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Changes a share's settings; only what is given.</summary>
[Cmdlet(VerbsCommon.Set, "SyncShare", SupportsShouldProcess = true)]
[OutputType(typeof(SyncShare))]
public sealed class SetSyncShareCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    [ValidateSet("SendReceive", "SendOnly", "ReceiveOnly")]
    public SyncShareType? Type { get; set; }

    [Parameter]
    [DeviceTransformation(TakesNodes = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[]? Device { get; set; }

    [Parameter]
    [DeviceTransformation(TakesNodes = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] AddDevice { get; set; } = [];

    [Parameter]
    [DeviceTransformation(TakesNodes = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] RemoveDevice { get; set; } = [];

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00", "365.00:00:00")]
    public TimeSpan? RescanInterval { get; set; }

    [Parameter]
    public bool? WatcherEnabled { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:01", "1.00:00:00")]
    public TimeSpan? WatcherDelay { get; set; }

    [Parameter]
    [ValidateRange(-1, int.MaxValue)]
    public int? MaxConflicts { get; set; }

    [Parameter]
    public SyncVersioning? Versioning { get; set; }

    [Parameter]
    public Hashtable? VersioningParameter { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ForEach(Share, (node, id) =>
    {
        JObject current = Await(cancel => ShareReader.GetDocumentAsync(node, id, cancel));
        JObject change = ConfigurationDifference.Of(Compose(node, current), current);
        if (change.Count == 0)
        {
            WriteVerbose($"{node.Name}: share '{id}' is so already.");
        }
        else if (!ShouldProcess($"share '{id}' on {node.Name}", $"Change {string.Join(", ", change.Properties().Select(field => field.Name))}"))
        {
            return;
        }
        else
        {
            Await(cancel => ShareEditor.PatchAsync(node, current, change, cancel));
        }

        if (PassThru)
        {
            WriteObject(Await(cancel => ShareReader.GetAsync(node, id, cancel)));
        }
    });

    private JObject Compose(SyncNode node, JObject current)
    {
        JObject fields = new ShareRequest
        {
            Id = (string)current["id"]!,
            Path = (string)current["path"]!,
            Label = Label,
            Type = Type,
            RescanInterval = RescanInterval,
            Versioning = Versioning,
            VersioningParameter = ShareSetupCmdlet.ToParameters(VersioningParameter),
        }.ToFields();
        if (WatcherEnabled is { } watches)
        {
            fields["fsWatcherEnabled"] = watches;
        }

        if (WatcherDelay is { } delay)
        {
            fields["fsWatcherDelayS"] = (int)delay.TotalSeconds; // 1.19 takes whole seconds only
        }

        if (MaxConflicts is { } most)
        {
            fields["maxConflicts"] = most;
        }

        if (Device is not null || AddDevice.Length + RemoveDevice.Length > 0)
        {
            fields["devices"] = ComposeDevices(node, current);
        }

        return fields;
    }

    private JArray ComposeDevices(SyncNode node, JObject current)
    {
        DeviceNames names = Await(cancel => DeviceNames.ReadAsync(node, cancel));
        HashSet<string> devices = Device is null ? [.. FolderDocument.Devices(current)] : [.. Device.Select(device => names.Resolve(device, node))];
        devices.UnionWith(AddDevice.Select(device => names.Resolve(device, node)));
        devices.ExceptWith(RemoveDevice.Select(device => names.Resolve(device, node)));
        devices.Add(node.DeviceId); // comes back by itself if it is left out
        return FolderDocument.OnlyDevices(current, devices);
    }
}
