using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What Suspend- and Resume-SyncNode share: every device but the node's own entry, each as Suspend-SyncDevice would.</summary>
public abstract class NodePauseCmdlet : WorkspaceCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public SyncNode[]? Node { get; set; }

    [Parameter]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? HostName { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract bool Pauses { get; }

    protected override void ProcessRecord()
    {
        SyncNode[] nodes = Node ?? [];
        if (HostName is { } hosts)
        {
            Demand(hosts, () => nodes = [.. new HostChoice(this, Credential, hosts.Length).Connect(hosts, Node)]);
        }
        else if (nodes.Length == 0)
        {
            Demand(null, () => nodes = [Await(NodeRegistry.Current.GetLocalAsync)]);
        }

        foreach (SyncNode node in nodes)
        {
            Attempt(node.Name, () => Change(node));
        }
    }

    private void Change(SyncNode node)
    {
        // Syncthing's own "pause all" also marks the node's own entry as paused; that means nothing and confuses.
        List<SyncDevice> devices = Await(async cancel =>
        {
            List<SyncDevice> found = [];
            await foreach (SyncDevice device in DeviceReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
            {
                found.Add(device);
            }

            return found;
        });
        SyncDevice[] toChange = [.. devices.Where(device => device.Paused != Pauses)];
        if (toChange.Length == 0)
        {
            WriteVerbose($"{node.Name}: {(devices.Count == 0 ? "there are no devices" : $"every device is {(Pauses ? "paused" : "running")} already")}.");
        }
        else if (!ShouldProcess($"{toChange.Length} device(s) of {node.Name}: {string.Join(", ", toChange.Select(device => device.Name))}", Pauses ? "Pause" : "Resume"))
        {
            return;
        }

        foreach (SyncDevice device in toChange)
        {
            Attempt(device.Name, () => Await(cancel => DeviceEditor.SetPausedAsync(node, device.DeviceId, Pauses, cancel)));
        }

        if (PassThru)
        {
            WriteObject(node);
        }
    }
}
