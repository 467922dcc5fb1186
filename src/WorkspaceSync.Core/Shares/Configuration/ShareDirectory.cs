namespace WorkspaceSync;

/// <summary>A share's directory on its machine, here or far: looked at before it is shared, made where it is missing.</summary>
internal static class ShareDirectory
{
    // Says which of the directories above is there. A name may be a link that leads nowhere.
    private const string Look =
        """
        there=$1
        while [ ! -e "$there" ] && [ ! -L "$there" ]; do
          there=${there%/*}
          [ -n "$there" ] || there=/
        done
        printf '%s' "$there"
        [ -d "$there" ] || exit 2
        [ -e "$there/.stfolder" ] || { [ -w "$there" ] && [ -x "$there" ]; } || exit 4
        [ "$there" = "$1" ] || exit 1
        """;

    /// <summary>Whether it is there; PathInvalid when it cannot be, and when Syncthing could not put its marker into it.</summary>
    /// <param name="where">The machine's name for messages.</param>
    public static async Task<bool> ExistsAsync(IRemoteShell machine, string where, string path, CancellationToken cancel) =>
        (await FindAsync(machine, where, path, cancel).ConfigureAwait(false)) == path;

    /// <summary>Makes it, and says which of the directories above was the first that had to be made; null when none.</summary>
    public static async Task<string?> CreateAsync(IRemoteShell machine, string where, string path, CancellationToken cancel)
    {
        string above = await FindAsync(machine, where, path, cancel).ConfigureAwait(false);
        if (above == path)
        {
            return null;
        }

        RemoteResult made = await machine.RunAsync(new RemoteScript("mkdir -p -- \"$1\"", path), cancel).ConfigureAwait(false);
        return made.ExitCode == 0
            ? above.TrimEnd('/') + '/' + path[above.Length..].TrimStart('/').Split('/')[0]
            : throw new SyncException(
                SyncError.PathInvalid,
                $"{where}: {path} cannot be created: {PrintableText.Of(made.Errors.Trim())}. Give another path, or mend the permissions of the directory above.");
    }

    /// <summary>Takes back what was made, as far as nothing has come into it.</summary>
    public static async Task RemoveEmptyAsync(IRemoteShell machine, string created) => await machine.RunAsync(
        new RemoteScript("rmdir -- \"$1/.stfolder\" 2>/dev/null; find \"$1\" -depth -type d -exec rmdir -- {} + 2>/dev/null; true", created), CancellationToken.None).ConfigureAwait(false);

    private static async Task<string> FindAsync(IRemoteShell machine, string where, string path, CancellationToken cancel)
    {
        RemoteResult answer = await machine.RunAsync(new RemoteScript(Look, path), cancel).ConfigureAwait(false);
        string there = answer.Text;
        return answer.ExitCode switch
        {
            0 or 1 => there,
            2 when there == path => throw new SyncException(SyncError.PathInvalid, $"{where}: {path} is a file, and a share is a directory: give the one that holds it, or another path."),
            2 => throw new SyncException(SyncError.PathInvalid, $"{where}: {path} cannot be: {PrintableText.Of(there)} is a file. Give another path."),
            4 => throw new SyncException(SyncError.PathInvalid, $"{where}: {PrintableText.Of(there)} cannot be written to by the user that Syncthing would be given. Mend its permissions, or give another path."),
            _ => throw new SyncException(SyncError.RemoteCommandFailed, $"{where}: {path} could not be looked at (exit code {answer.ExitCode}): {PrintableText.Of(answer.Errors.Trim())}."),
        };
    }
}
