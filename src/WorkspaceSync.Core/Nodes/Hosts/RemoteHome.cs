using System.Text;

namespace WorkspaceSync;

/// <summary>The home of the daemon on a far machine, with what is needed of its files. They stay in memory.</summary>
internal static class RemoteHome
{
    // Never key.pem: nothing here needs it.
    private static readonly string[] s_files = ["config.xml", "cert.pem", "https-cert.pem"];

    private const string Script =
        """
        cd "$1" || exit 3
        shift
        for file in "$@"; do
          [ -r "$file" ] && { printf '%s\0' "$file"; cat "$file"; printf '\0'; }
        done
        true
        """;

    /// <summary>Finds and reads it; HomeNotFound and HomeAmbiguous name the host.</summary>
    public static async Task<SyncthingHome> FindAsync(IRemoteShell shell, CancellationToken cancel)
    {
        HostFacts facts = await HostFacts.AskAsync(shell, cancel).ConfigureAwait(false);
        HomeFinder finder = new(name => facts.Environment.GetValueOrDefault(name), facts.HomeDirectory, facts.OS == "Darwin", facts)
        {
            Exists = facts.ConfigFiles.Contains,
            Machine = shell.HostName,
        };
        return await ReadAsync(shell, finder.FindHome(), cancel).ConfigureAwait(false);
    }

    /// <summary>Reads a home whose directory is known.</summary>
    public static async Task<SyncthingHome> ReadAsync(IRemoteShell shell, SyncthingHome home, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(Script, [home.Directory, .. s_files]), cancel).ConfigureAwait(false);
        string[] fields = Encoding.UTF8.GetString(answer.Output).Split('\0');
        Dictionary<string, string> texts = [];
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            texts[fields[i]] = fields[i + 1];
        }

        return texts.ContainsKey("config.xml")
            ? home with { Fetched = texts }
            : throw new SyncException(
                SyncError.HomeUnreadable,
                $"{shell.HostName}: {home.ConfigFile} cannot be read there. Is it the home of another user? Give the user that Syncthing runs as, in ~/.ssh/config or as user@host.");
    }
}
