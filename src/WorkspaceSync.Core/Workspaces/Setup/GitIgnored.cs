using System.Text;

namespace WorkspaceSync;

/// <summary>What git ignores in a tree, by git's own word: nested .gitignore and info/exclude included.</summary>
internal static class GitIgnored
{
    private const string Script =
        """
        cd "$1" && command -v git >/dev/null || exit 3
        git rev-parse --is-inside-work-tree >/dev/null 2>&1 || exit 3
        exec git ls-files --others --ignored --exclude-standard --directory -z
        """;

    /// <summary>Paths from the root, a whole directory with a slash at its end; none where there is no git or no repository.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(IRemoteShell machine, string root, CancellationToken cancel)
    {
        RemoteResult answer = await machine.RunAsync(new RemoteScript(Script, [root]), cancel).ConfigureAwait(false);
        return answer.ExitCode == 0 ? Encoding.UTF8.GetString(answer.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
