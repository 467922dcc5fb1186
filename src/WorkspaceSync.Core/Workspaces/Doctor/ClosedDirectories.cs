namespace WorkspaceSync;

/// <summary>
/// The directories that keep a folder from being in sync as they may not be written. Syncthing 1.x reports an error for each
/// file in one; 2.x (seen with 2.1.3) rests with the files needed and reports nothing, so the doctor looks itself.
/// </summary>
internal static class ClosedDirectories
{
    // Enough to meet a directory that is closed; with more the machine's sh would be kept busy.
    private const int Looked = 100;

    // A directory that is not there yet is made in the first one above it that is.
    private const string Script =
        """
        root=$1; shift
        for name; do
          dir=$root/${name%/*}
          [ "$name" = "${name%/*}" ] && dir=$root
          while [ ! -e "$dir" ] && [ "$dir" != "$root" ]; do dir=${dir%/*}; done
          [ -d "$dir" ] && [ ! -w "$dir" ] && printf '%s\0%s\0' "$name" "$dir"
        done
        exit 0
        """;

    /// <summary>Finds one.</summary>
    /// <returns>A file that is needed, and the directory that cannot take it; null when all can.</returns>
    public static async Task<(string File, string Directory)?> FindAsync(DoctorFacts facts, string folder, string path, CancellationToken cancel)
    {
        if (facts.Survey is { } survey && survey.Processes.Any(process => process.Home == facts.Node!.ConfigPath && process.User != survey.User))
        {
            return null; // another user's daemon: what this one may write tells nothing
        }

        List<string> names = [];
        await foreach (IndexEntry entry in facts.Node!.Client.Database.GetNeedAsync(folder, Looked, cancel).ConfigureAwait(false))
        {
            names.Add(entry.Name);
        }

        RemoteResult answer = await facts.Shell.RunAsync(new RemoteScript(Script, [path, .. names]), cancel).ConfigureAwait(false);
        return answer.Text.Split('\0') is [var file, var directory, ..] ? (file, directory) : null;
    }
}
