using System.Text;

namespace WorkspaceSync;

/// <summary>Where symbolic links lead, on any machine.</summary>
internal static class LinkTargets
{
    private const string Script =
        """
        cd "$1" || exit 3
        xargs -0 -n 1 sh -c 'printf "%s\0%s\0" "$1" "$(readlink -- "$1")"' sh
        true
        """;

    /// <summary>The targets by path, as they are written in the links.</summary>
    /// <param name="paths">From the root.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(IRemoteShell machine, string root, IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        Dictionary<string, string> targets = [];
        if (paths.Count > 0)
        {
            byte[] input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => $"./{path}\0")));
            RemoteResult answer = await machine.RunAsync(new RemoteScript(Script, [root]) { Input = input }, cancel).ConfigureAwait(false);
            string[] fields = answer.Text.Split('\0');
            for (int i = 0; i + 1 < fields.Length; i += 2)
            {
                targets[fields[i][2..]] = fields[i + 1];
            }
        }

        return targets;
    }
}
