using System.Text;

namespace WorkspaceSync;

/// <summary>SHA-256 of files on any machine, by what every system has.</summary>
internal static class FileHashes
{
    private const string Script =
        """
        cd "$1" || exit 3
        if sha256sum -z /dev/null >/dev/null 2>&1; then
          xargs -0 sha256sum -z -- 2>/dev/null
        else
          xargs -0 -n 1 sh -c 'printf "%s  %s\0" "$(shasum -a 256 <"$1" | cut -c1-64)" "$1"' sh 2>/dev/null
        fi
        true
        """;

    /// <summary>The hashes by path; a file that cannot be read has none.</summary>
    /// <param name="paths">From the root.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(IRemoteShell machine, string root, IEnumerable<string> paths, CancellationToken cancel)
    {
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => $"./{path}\0")));
        if (input.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        RemoteResult answer = await machine.RunAsync(new RemoteScript(Script, [root]) { Input = input }, cancel).ConfigureAwait(false);
        return answer.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Length > 68)
            .ToDictionary(line => line[68..], line => line[..64], StringComparer.Ordinal);
    }
}
