using System.Net;

namespace WorkspaceSync;

/// <summary>Whether a peer is in the same local network: decided by its physical address and this machine's interfaces, and by nothing that runs over a VPN.</summary>
internal static class SameLanRule
{
    // Carriers give these to many customers who cannot see each other.
    private static readonly AddressPrefix s_carrierGrade = new(IPAddress.Parse("100.64.0.0"), 10);

    /// <summary>The interface that both are on; null when there is none.</summary>
    /// <param name="physical">The address of the live path in use.</param>
    /// <param name="zeroTierDevices">The devices of ZeroTier's own networks, over which everybody looks near.</param>
    public static LocalInterface? Find(IPAddress? physical, IReadOnlyList<LocalInterface> interfaces, IReadOnlyCollection<string> zeroTierDevices)
    {
        if (physical is null || IPAddress.IsLoopback(physical) || s_carrierGrade.Contains(physical))
        {
            return null;
        }

        LocalInterface[] found = [.. interfaces.Where(one => !zeroTierDevices.Contains(one.Name) && one.Prefix.Contains(physical))];

        // Every interface has the link-local network; only where there is one is it known which is meant.
        return physical.IsIPv6LinkLocal && found.Length > 1 ? null : found.MaxBy(one => one.Prefix.Length);
    }
}
