namespace WorkspaceSync;

/// <summary>What git says in a directory.</summary>
/// <param name="Branch">The branch; the commit's short hash when there is none.</param>
/// <param name="Commit">The commit's hash; null before the first.</param>
/// <param name="ChangedFiles">Files that differ from the commit, untracked ones included; what Syncthing keeps there is nobody's change.</param>
public sealed record GitState(string Branch, string? Commit, int ChangedFiles)
{
    private const string Script =
        """
        cd "$1" 2>/dev/null && command -v git >/dev/null || exit 3
        git rev-parse --is-inside-work-tree >/dev/null 2>&1 || exit 3
        git symbolic-ref --quiet --short HEAD || git rev-parse --short HEAD || exit 3
        git rev-parse --verify --quiet HEAD || echo
        GIT_OPTIONAL_LOCKS=0 git status --porcelain -- ':(exclude,glob)**/.stfolder' ':(exclude,glob)**/.stignore' ':(exclude,glob)**/.stversions' 2>/dev/null | wc -l
        """;

    /// <summary>The state in a few words.</summary>
    public override string ToString() => $"on {Branch}, {(ChangedFiles == 0 ? "clean" : $"{ChangedFiles} {(ChangedFiles == 1 ? "file" : "files")} changed")}";

    /// <summary>Asks git on a machine; null when there is none, or no repository.</summary>
    internal static async Task<GitState?> ReadAsync(IRemoteShell machine, string directory, CancellationToken cancel)
    {
        RemoteResult answer = await machine.RunAsync(new RemoteScript(Script, [directory]), cancel).ConfigureAwait(false);
        string[] lines = answer.Text.Split('\n');
        return answer.ExitCode == 0 && lines.Length >= 3 && int.TryParse(lines[2].Trim(), out int changed)
            ? new GitState(PrintableText.Of(lines[0]), lines[1] is { Length: > 0 } commit ? commit : null, changed)
            : null;
    }
}
