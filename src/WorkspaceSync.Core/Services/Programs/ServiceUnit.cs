namespace WorkspaceSync;

/// <summary>A systemd unit as <c>systemctl show</c> tells of it.</summary>
internal sealed record ServiceUnit(string Name, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>Whether there is such a unit.</summary>
    public bool Exists => Properties.GetValueOrDefault("LoadState") == "loaded";

    /// <summary>Whether it is started at boot, or when its user logs in.</summary>
    public bool IsEnabled => Properties.GetValueOrDefault("UnitFileState") is "enabled" or "enabled-runtime" or "linked";

    public bool IsActive => Properties.GetValueOrDefault("ActiveState") is "active" or "activating" or "reloading";

    public static ServiceUnit Parse(string name, string text) => new(
        name,
        text.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0])
            .ToDictionary(group => group.Key, group => group.First()[1].Trim()));
}
