using System.Net;

namespace WorkspaceSync;

/// <summary>A ZeroTier network that a machine has joined.</summary>
public sealed class ZeroTierNetwork
{
    internal ZeroTierNetwork(NetworkId id, string? hostName)
    {
        Network = id;
        HostName = hostName;
    }

    /// <summary>Its id: sixteen hexadecimal digits.</summary>
    public string Id => Network.ToString();

    /// <summary>What its controller calls it; empty until that has answered.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>How far this machine is on it.</summary>
    public ZeroTierNetworkStatus Status { get; internal init; }

    /// <summary>PRIVATE networks authorise each member, PUBLIC ones take everybody.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>This machine's network device for it: zt… on Linux, feth… on a Mac.</summary>
    public string Device { get; internal init; } = "";

    /// <summary>This machine's addresses on it, with their prefix lengths.</summary>
    public IReadOnlyList<string> AssignedAddresses { get; internal init; } = [];

    /// <summary>The routes that it hands out.</summary>
    public IReadOnlyList<ZeroTierRoute> Routes { get; internal init; } = [];

    /// <summary>The search domain that it hands out; null when none.</summary>
    public string? DnsDomain { get; internal init; }

    /// <summary>The name servers that it hands out.</summary>
    public IReadOnlyList<string> DnsServers { get; internal init; } = [];

    /// <summary>This machine's MAC on it.</summary>
    public string Mac { get; internal init; } = "";

    /// <summary>The largest packet.</summary>
    public int Mtu { get; internal init; }

    /// <summary>What went wrong with the device; 0 is nothing.</summary>
    public int PortError { get; internal init; }

    /// <summary>Whether addresses and routes that it hands out are taken.</summary>
    public bool AllowManaged { get; internal init; }

    /// <summary>Whether addresses and routes of the public internet are taken.</summary>
    public bool AllowGlobal { get; internal init; }

    /// <summary>Whether it may become the way to everything.</summary>
    public bool AllowDefault { get; internal init; }

    /// <summary>Whether its name servers are used.</summary>
    public bool AllowDns { get; internal init; }

    /// <summary>Where to sign in, on a network that wants it; else null.</summary>
    public string? AuthenticationUrl { get; internal init; }

    /// <summary>The address of the node that decides who is on it.</summary>
    public string Controller => Network.Controller.ToString();

    /// <summary>The SSH host that is on it; null is this machine.</summary>
    public string? HostName { get; }

    internal NetworkId Network { get; }

    /// <summary>This machine's addresses, parsed.</summary>
    internal IReadOnlyList<AddressPrefix> Prefixes { get; init; } = [];

    /// <summary>The name and the id, for messages.</summary>
    internal string Title => Name.Length > 0 ? $"{PrintableText.Of(Name)} ({Id})" : Id;

    /// <summary>Whether an address is on this network, without a gateway.</summary>
    internal bool Covers(IPAddress address) => Prefixes.Any(prefix => prefix.Contains(address))
        || Routes.Any(route => route.Via is null && AddressPrefix.TryParse(route.Target, out AddressPrefix target) && target.Length > 0 && target.Contains(address));

    /// <summary>The gateway on this network that an address is behind; null when there is none.</summary>
    internal IPAddress? GatewayTo(IPAddress address) => Routes
        .Where(route => route.Via is not null && AddressPrefix.TryParse(route.Target, out AddressPrefix target) && target.Length > 0 && target.Contains(address))
        .Select(route => IPAddress.TryParse(route.Via, out IPAddress? via) ? via : null)
        .FirstOrDefault(via => via is not null);

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
