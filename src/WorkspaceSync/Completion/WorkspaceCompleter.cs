using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the workspaces of this machine. Asks no other.</summary>
public sealed class WorkspaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, Read().Select(workspace => (workspace.Name, $"{workspace.Name}: {workspace.Path} and {workspace.HostName}:{workspace.RemotePath}")));

    private static IReadOnlyList<RemoteWorkspace> Read()
    {
        try
        {
            return WorkspaceStore.Current.ReadAll();
        }
        catch (SyncException)
        {
            return []; // a damaged file is told by the command itself
        }
    }
}
