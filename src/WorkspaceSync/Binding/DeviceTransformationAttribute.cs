using System.Collections;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Takes devices by name or id out of text and out of our own objects, and nothing else.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DeviceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// Whether a node may stand for its device (<c>-Device $gpu</c>). Not where devices are piped: a piped node says where to look.
    /// </summary>
    public bool TakesNodes { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is IEnumerable several and not string
            ? several.Cast<object>().Select(ToDevice).ToArray()
            : new[] { ToDevice(inputData) };
    }

    private string ToDevice(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string nameOrId => nameOrId,
        SyncDevice device => device.DeviceId,
        SyncShareDevice device => device.DeviceId,
        SyncDeviceStatus device => device.DeviceId,
        SyncNode node when TakesNodes => node.DeviceId,
        object other => throw new ArgumentTransformationMetadataException(
            $"A {other.GetType().Name} is no device.", new PSInvalidCastException($"A {other.GetType().Name} is no device.")),
        null => throw new ArgumentTransformationMetadataException("A device is missing.", new PSInvalidCastException("A device is missing.")),
    };
}
