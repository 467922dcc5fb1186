using System.Text.Json;

namespace WorkspaceSync;

/// <summary>Makes networks of what the service says about them.</summary>
internal static class NetworkReader
{
    public static ZeroTierNetwork Read(NetworkAnswer answer, string? hostName)
    {
        List<AddressPrefix> prefixes = [];
        foreach (string assigned in answer.AssignedAddresses)
        {
            if (AddressPrefix.TryParse(assigned, out AddressPrefix prefix))
            {
                prefixes.Add(prefix);
            }
        }

        return new ZeroTierNetwork(NetworkId.Parse(answer.Id.Length > 0 ? answer.Id : answer.Nwid), hostName)
        {
            Name = answer.Name,
            Status = StatusOf(answer.Status),
            Type = answer.Type,
            Device = answer.PortDeviceName,
            AssignedAddresses = answer.AssignedAddresses,
            Prefixes = prefixes,
            Routes = answer.Routes.Select(route => new ZeroTierRoute(route.Target, route.Via)).ToArray(), // an array: PowerShell cannot index what [..] makes of a read-only list
            DnsDomain = Dns(answer.Dns, "domain") is { ValueKind: JsonValueKind.String } domain && domain.GetString() is { Length: > 0 } name ? name : null,
            DnsServers = Dns(answer.Dns, "servers") is { ValueKind: JsonValueKind.Array } servers ? servers.EnumerateArray().Select(server => server.ToString()).ToArray() : [],
            Mac = answer.Mac,
            Mtu = answer.Mtu,
            PortError = answer.PortError,
            AllowManaged = answer.AllowManaged,
            AllowGlobal = answer.AllowGlobal,
            AllowDefault = answer.AllowDefault,
            AllowDns = answer.AllowDns,
            AuthenticationUrl = answer.AuthenticationUrl is { Length: > 0 } url ? url : null,
        };
    }

    private static ZeroTierNetworkStatus StatusOf(string text) =>
        Enum.TryParse(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out ZeroTierNetworkStatus status) ? status : ZeroTierNetworkStatus.Unknown;

    private static JsonElement Dns(JsonElement dns, string field) =>
        dns.ValueKind == JsonValueKind.Object && dns.TryGetProperty(field, out JsonElement value) ? value : default;
}
