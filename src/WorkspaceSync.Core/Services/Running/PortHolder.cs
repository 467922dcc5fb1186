using System.Globalization;

namespace WorkspaceSync;

/// <summary>Names the program that listens on a port of a machine, as far as this user may know.</summary>
internal static class PortHolder
{
    private const string Script =
        """
        export PATH=$PATH:/usr/sbin:/sbin
        if command -v ss >/dev/null; then
          ss -ltnpH "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\([^)]*\)).*/\1/p' | head -n 1
        else
          lsof -nP -iTCP:"$1" -sTCP:LISTEN -Fcp 2>/dev/null | tr '\n' ' '
        fi
        """;

    /// <returns>Null when nobody can tell.</returns>
    public static async Task<string?> FindAsync(ServiceTarget target, int port, CancellationToken cancel)
    {
        RemoteResult result = await target.Machine.RunAsync(new RemoteScript(Script, port.ToString(CultureInfo.InvariantCulture)), cancel).ConfigureAwait(false);
        string[] words = result.Text.Trim().Split(',');
        string? pid = words.FirstOrDefault(word => word.StartsWith("pid=", StringComparison.Ordinal))?[4..];
        return result.Text.Trim().Length == 0 ? null : pid is null ? PrintableText.Of(result.Text.Trim()) : $"{PrintableText.Of(words[0].Trim('"'))} (process {pid})";
    }
}
