using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers what others have offered to the node: shares for -Share, devices for -Device.</summary>
public sealed class PendingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        SyncPendingKind kind = parameterName == "Device" ? SyncPendingKind.Device : SyncPendingKind.Share;
        return Completions.Matching(
            wordToComplete,
            Completions.Ask(fakeBoundParameters, (node, cancel) => PendingReader.ReadAsync(node, kind, cancel))
                .Select(pending => kind == SyncPendingKind.Share
                    ? (pending.Share!, $"{pending.Share}: offered by {pending.DeviceName}")
                    : (pending.DeviceName, $"{pending.DeviceName}: {pending.DeviceId} at {pending.Address}"))
                .DistinctBy(one => one.Item1));
    }
}
