using System.Collections;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>
/// Takes share ids out of text and out of our own objects, and nothing else: without it the binder would make a share id
/// out of any piped object's text, such as a node's name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShareIdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether offered devices among offered shares are passed over: <c>Get-SyncPending | Approve-SyncShare</c>.</summary>
    public bool SkipsDevices { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (SkipsDevices && input is SyncPending { Kind: SyncPendingKind.Device })
        {
            return Array.Empty<string>();
        }

        return input is IEnumerable several and not string
            ? several.Cast<object>().Select(ToId).ToArray()
            : new[] { ToId(inputData) };
    }

    private static string ToId(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string id => id,
        SyncShare share => share.Id,
        SyncStatus status => status.Share,
        SyncPending { Share: { } share } => share,
        object other => throw new ArgumentTransformationMetadataException(
            $"A {other.GetType().Name} is no share.", new PSInvalidCastException($"A {other.GetType().Name} is no share.")),
        null => throw new ArgumentTransformationMetadataException("A share's id is missing.", new PSInvalidCastException("A share's id is missing.")),
    };
}
