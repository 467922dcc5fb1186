using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the ids of the node's shares.</summary>
public sealed class ShareCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(
            wordToComplete,
            Completions.Ask(fakeBoundParameters, ShareReader.ReadAllAsync).Select(share => (share.Id, $"{share.Id}: {share.Path} on {share.Node}")));
}
