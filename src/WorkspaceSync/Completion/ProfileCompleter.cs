using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>Offers the profiles, the module's and the user's.</summary>
public sealed class ProfileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Matching(wordToComplete, ModuleFiles.Profiles.List().Select(profile => (profile.Name, $"{profile.Name}: {profile.Description}")));
}
