namespace WorkspaceSync;

/// <summary>Which of the joined networks is meant by a name or an id.</summary>
internal static class NetworkChoice
{
    public static ZeroTierNetwork Find(ZeroTierService service, IReadOnlyList<ZeroTierNetwork> networks, string wanted)
    {
        ZeroTierNetwork[] found = [.. networks.Where(network =>
            string.Equals(network.Id, wanted, StringComparison.OrdinalIgnoreCase) || (wanted.Length > 0 && string.Equals(network.Name, wanted, StringComparison.OrdinalIgnoreCase)))];
        return found switch
        {
            [ZeroTierNetwork one] => one,
            [] => throw NotFound(service, wanted, networks),
            _ => throw new SyncException(
                SyncError.NetworkNotFound,
                $"{service.Where}'{PrintableText.Of(wanted)}' is the name of {found.Length} ZeroTier networks. Give the id of the one that is meant: {string.Join(", ", found.Select(network => network.Id))}."),
        };
    }

    public static SyncException NotFound(ZeroTierService service, string wanted, IReadOnlyList<ZeroTierNetwork> networks) => new(
        SyncError.NetworkNotFound,
        $"{service.Where}This node has joined no ZeroTier network '{PrintableText.Of(wanted)}'; it has {(networks.Count > 0 ? string.Join(", ", networks.Select(network => network.Title)) : "joined none")}. To join one: Connect-ZeroTierNetwork with its sixteen digits.");
}
