using System.Net;

namespace WorkspaceSync;

/// <summary>Addresses that Syncthing can dial, checked before they are sent: Syncthing takes any text and fails later, in its log.</summary>
internal static class DeviceAddress
{
    private static readonly HashSet<string> s_schemes = new(StringComparer.Ordinal)
    {
        "tcp", "tcp4", "tcp6", "quic", "quic4", "quic6", "relay",
    };

    /// <summary>The address as Syncthing writes it; a bare <c>host</c> or <c>host:port</c> is meant as TCP.</summary>
    public static string Parse(string address)
    {
        string text = address.Trim();
        if (text == "dynamic")
        {
            return text;
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            // A bare IPv6 address needs its brackets before a port can follow.
            text = IPAddress.TryParse(text, out IPAddress? bare) && bare.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"tcp://[{text}]" : $"tcp://{text}";
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed) && s_schemes.Contains(parsed.Scheme) && parsed.Host.Length > 0
            && parsed.PathAndQuery is "/" or "" or ['/', '?', ..] && Uri.CheckHostName(parsed.IdnHost.Trim('[', ']')) != UriHostNameType.Unknown
            ? text
            : throw new SyncException(
                SyncError.AddressInvalid,
                $"'{address}' is not an address that Syncthing can dial. Give dynamic, host:port, or tcp://, quic:// or relay:// with a host, such as tcp://10.147.17.2:22000.");
    }
}
