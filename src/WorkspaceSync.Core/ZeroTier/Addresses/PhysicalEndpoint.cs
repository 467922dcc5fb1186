using System.Globalization;
using System.Net;

namespace WorkspaceSync;

/// <summary>Reads ZeroTier's way of writing an endpoint: <c>192.168.0.142/9993</c>, with a slash for IPv6 too.</summary>
internal static class PhysicalEndpoint
{
    /// <summary>The endpoint; null for what is none.</summary>
    public static IPEndPoint? Parse(string text)
    {
        int slash = text.LastIndexOf('/');
        return slash > 0 && IPAddress.TryParse(text[..slash], out IPAddress? address)
            && int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort
            ? new IPEndPoint(address, port)
            : null;
    }
}
