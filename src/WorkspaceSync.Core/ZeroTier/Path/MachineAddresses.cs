using System.Net;
using System.Text.RegularExpressions;

namespace WorkspaceSync;

/// <summary>Asks a machine behind SSH which addresses it has: that needs no token there.</summary>
internal static partial class MachineAddresses
{
    // Linux has ip, a Mac has ifconfig; both say "inet" and "inet6" before an address.
    private const string Script = "PATH=$PATH:/usr/sbin:/sbin; ip -o addr 2>/dev/null || ifconfig";

    public static async Task<IReadOnlyList<IPAddress>> AskAsync(IRemoteShell shell, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(Script), cancel).ConfigureAwait(false);
        return Parse(answer.Text);
    }

    public static IReadOnlyList<IPAddress> Parse(string text) =>
    [
        .. Address().Matches(text)
            .Select(match => IPAddress.TryParse(match.Groups[1].Value, out IPAddress? address) ? address : null)
            .OfType<IPAddress>()
            .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal),
    ];

    [GeneratedRegex(@"\binet6? ([0-9a-fA-F.:]+)")]
    private static partial Regex Address();
}
