using System.Globalization;

namespace WorkspaceSync;

/// <summary>A GUI address as config.xml, <c>--gui-address</c> and <c>STGUIADDRESS</c> write it, and where to speak to it.</summary>
internal sealed record GuiAddress(Uri Uri, string? UnixSocket)
{
    /// <param name="source">Where it stands, for the message.</param>
    public static GuiAddress Parse(string text, bool isTls, string source)
    {
        string scheme = isTls ? "https" : "http";
        string address = text.Trim();
        int schemeEnd = address.IndexOf("://", StringComparison.Ordinal);
        string rest = schemeEnd < 0 ? address : address[(schemeEnd + 3)..];
        if (rest.StartsWith('/'))
        {
            return new GuiAddress(new Uri($"{scheme}://127.0.0.1"), rest);
        }

        int colon = rest.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(rest[(colon + 1)..].TrimEnd('/'), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is 0 or > 65535)
        {
            throw new SyncException(SyncError.HomeUnreadable, $"{source}: '{text}' is not an address with a port. It should be like 127.0.0.1:8384.");
        }

        // A wildcard is where it listens; spoken to it is on loopback, where also its host check lets us in.
        string host = rest[..colon] switch
        {
            "" or "0.0.0.0" => "127.0.0.1",
            "[::]" => "[::1]",
            string other => other,
        };
        return new GuiAddress(new UriBuilder(scheme, host, port).Uri, null);
    }
}
