using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the types of events.</summary>
public sealed class EventTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, EventTypes.All.Select(type => (type.Key, $"{type.Key}: {type.Value}")));
}
