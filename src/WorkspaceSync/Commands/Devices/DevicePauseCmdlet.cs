using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What Suspend- and Resume-SyncDevice share.</summary>
public abstract class DevicePauseCmdlet : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [DeviceTransformation]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] Device { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract bool Pauses { get; }

    protected override void ProcessRecord() => ForEach(Device, Change);

    private void Change(SyncNode node, string name)
    {
        SyncDevice device = Await(cancel => DeviceReader.GetAsync(node, name, cancel));
        if (device.Paused == Pauses)
        {
            WriteVerbose($"{node.Name}: device '{device.Name}' is {(Pauses ? "paused" : "running")} already.");
        }
        else if (ShouldProcess($"device '{device.Name}' on {node.Name}", Pauses ? "Pause" : "Resume"))
        {
            device = Await(cancel => DeviceEditor.SetPausedAsync(node, device.DeviceId, Pauses, cancel));
        }

        if (PassThru && device.Paused == Pauses)
        {
            WriteObject(device);
        }
    }
}
