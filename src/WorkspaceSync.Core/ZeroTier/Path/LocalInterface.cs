using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>One address of one of this machine's network interfaces.</summary>
internal sealed record LocalInterface(string Name, AddressPrefix Prefix)
{
    /// <summary>The addresses of all interfaces that are up, loopback left out.</summary>
    public static IReadOnlyList<LocalInterface> ReadAll() =>
    [
        .. from card in NetworkInterface.GetAllNetworkInterfaces()
           where card.OperationalStatus != OperationalStatus.Down && card.NetworkInterfaceType != NetworkInterfaceType.Loopback
           from address in card.GetIPProperties().UnicastAddresses
           where address.Address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
           select new LocalInterface(card.Name, new AddressPrefix(Bare(address.Address), address.PrefixLength)),
    ];

    // A link-local address comes with its interface's number, which a peer's address doesn't have.
    private static IPAddress Bare(IPAddress address) => new(address.GetAddressBytes());
}
