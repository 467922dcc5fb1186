using System.Collections;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Takes devices by name or id and out of what is pending; offered shares are passed over: <c>Get-SyncPending | Approve-SyncDevice</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PendingDeviceTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is IEnumerable several and not string ? several.Cast<object>().SelectMany(ToDevices).ToArray() : ToDevices(input).ToArray();
    }

    private static IEnumerable<string> ToDevices(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string nameOrId => [nameOrId],
        SyncPending { Kind: SyncPendingKind.Device } pending => [pending.DeviceId],
        SyncPending => [],
        SyncNode node => [node.DeviceId],
        _ => throw new ArgumentTransformationMetadataException("That is no offered device.", new PSInvalidCastException("That is no offered device.")),
    };
}
