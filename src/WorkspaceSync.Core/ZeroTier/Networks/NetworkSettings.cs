namespace WorkspaceSync;

/// <summary>Sets a network's permissions and proves it: the service answers 200 to what it ignores.</summary>
internal static class NetworkSettings
{
    /// <summary>The network as it is afterwards, read back.</summary>
    public static async Task<ZeroTierNetwork> SetAsync(
        ZeroTierService service, ZeroTierNetwork network, IReadOnlyList<(string Name, bool Value)> changes, CancellationToken cancel)
    {
        foreach ((string name, bool value) in changes)
        {
            await service.Api.SetAsync(network.Network, name, value, cancel).ConfigureAwait(false);
        }

        NetworkAnswer answer = await service.Api.GetNetworkAsync(network.Network, cancel).ConfigureAwait(false)
            ?? throw new SyncException(SyncError.NetworkNotFound, $"{service.Where}ZeroTier is on {network.Title} no longer: somebody left it meanwhile.");
        ZeroTierNetwork after = NetworkReader.Read(answer, service.Machine.HostName);
        string[] ignored = [.. changes.Where(change => ValueOf(after, change.Name) != change.Value).Select(change => change.Name)];
        return ignored.Length == 0
            ? after
            : throw new SyncException(
                SyncError.ChangeNotTaken,
                $"{service.Where}ZeroTier said yes to setting {string.Join(" and ", ignored)} of {network.Title}, and it is as before. Is its version ({service.Status.Version}) one that knows the setting?");
    }

    private static bool ValueOf(ZeroTierNetwork network, string name) => name switch
    {
        "allowManaged" => network.AllowManaged,
        "allowGlobal" => network.AllowGlobal,
        "allowDefault" => network.AllowDefault,
        "allowDNS" => network.AllowDns,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such setting."),
    };
}
