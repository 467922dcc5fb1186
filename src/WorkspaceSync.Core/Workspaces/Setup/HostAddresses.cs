using System.Net;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// Where the two machines of a workspace find each other's Syncthing besides discovery: on a ZeroTier network that both are
/// on, and at the address that ssh uses.
/// </summary>
internal static class HostAddresses
{
    private const int DefaultPort = 22000;

    /// <summary>The host's addresses, as this machine reaches it.</summary>
    public static async Task<IReadOnlyList<string>> OfHostAsync(SyncNode remote, CancellationToken cancel)
    {
        string destination = remote.Shell!.Destination;
        string address = destination[(destination.IndexOf('@') + 1)..];
        string host = address[..address.LastIndexOf(':')].Trim('[', ']');
        CommonNetwork? network = await FindNetworkAsync(host, remote.Shell, cancel).ConfigureAwait(false);
        return await ComposeAsync(remote, network?.There, host, cancel).ConfigureAwait(false);
    }

    /// <summary>This machine's addresses, as the host sees the connection come: <c>SSH_CONNECTION</c>.</summary>
    public static async Task<IReadOnlyList<string>> OfThisMachineAsync(SyncNode local, IRemoteShell shell, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript("printf '%s' \"${SSH_CONNECTION-}\""), cancel).ConfigureAwait(false);
        string client = answer.Text.Split(' ')[0];
        CommonNetwork? network = await FindNetworkAsync(client, shell, cancel).ConfigureAwait(false);
        return await ComposeAsync(local, network?.Here, IPAddress.TryParse(client, out _) ? client : "", cancel).ConfigureAwait(false);
    }

    // Two on one machine, as in a sandbox, are near enough.
    private static async Task<CommonNetwork?> FindNetworkAsync(string address, IRemoteShell shell, CancellationToken cancel) =>
        IsLoopback(address) ? null : await CommonNetwork.FindAsync(new LocalMachine(), shell, cancel).ConfigureAwait(false);

    private static async Task<IReadOnlyList<string>> ComposeAsync(SyncNode node, IPAddress? onZeroTier, string address, CancellationToken cancel)
    {
        IReadOnlyList<string> usual = await ComposeAsync(node, address, cancel).ConfigureAwait(false);
        return onZeroTier is null ? usual : Prefer(await ComposeAsync(node, onZeroTier.ToString(), cancel).ConfigureAwait(false), usual);
    }

    /// <summary>The addresses on ZeroTier first: they lead there from everywhere, and through no relay of Syncthing's.</summary>
    internal static IReadOnlyList<string> Prefer(IReadOnlyList<string> onZeroTier, IReadOnlyList<string> usual) =>
        [.. onZeroTier.Where(address => address != "dynamic").Concat(usual).Distinct()];

    private static bool IsLoopback(string address) => address is "localhost" || (IPAddress.TryParse(address, out IPAddress? ip) && IPAddress.IsLoopback(ip));

    // A daemon that listens on loopback only is reached from the same machine only, and then ssh's address is loopback too.
    private static async Task<IReadOnlyList<string>> ComposeAsync(SyncNode node, string address, CancellationToken cancel)
    {
        JObject options = await node.Client.Config.GetOptionsAsync(cancel).ConfigureAwait(false);
        bool isLoopback = IsLoopback(address);
        List<string> found = ["dynamic"];
        foreach (string listen in options["listenAddresses"]?.ToObject<string[]>() ?? [])
        {
            if (listen == "default")
            {
                found.AddRange(address.Length > 0 && !isLoopback ? [Write("tcp", address, DefaultPort)] : []);
            }
            else if (Uri.TryCreate(listen, UriKind.Absolute, out Uri? uri) && uri.Scheme.StartsWith("tcp", StringComparison.Ordinal))
            {
                found.AddRange(uri.IsLoopback ? isLoopback ? [listen] : []
                    : IsWildcard(uri.Host) ? address.Length > 0 ? [Write(uri.Scheme, address, uri.Port)] : []
                    : [listen]);
            }
        }

        return [.. found.Distinct()];
    }

    private static bool IsWildcard(string host) => host is "" or "0.0.0.0" or "[::]" or "::";

    private static string Write(string scheme, string address, int port) =>
        $"{scheme}://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{(port > 0 ? port : DefaultPort)}";
}
