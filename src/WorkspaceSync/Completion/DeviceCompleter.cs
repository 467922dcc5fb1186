using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the names of the node's devices.</summary>
public sealed class DeviceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(
            wordToComplete,
            Completions.Ask(fakeBoundParameters, DeviceReader.ReadAllAsync).Select(device => (device.Name, $"{device.Name}: {device.DeviceId}")));
}
