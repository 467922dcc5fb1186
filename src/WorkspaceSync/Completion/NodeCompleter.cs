using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the names of this session's nodes.</summary>
public sealed class NodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, NodeRegistry.Current.Known.Select(node => (node.Name, $"{node.Name}: Syncthing {node.Version} at {node.Uri.Authority}")));
}
