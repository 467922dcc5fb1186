namespace WorkspaceSync;

/// <summary>What a daemon says of itself.</summary>
/// <param name="Name">What the node is called in this session.</param>
/// <param name="DeviceId">Canonical, with dashes.</param>
/// <param name="Version">As Syncthing writes it.</param>
/// <param name="OS">In Go's words.</param>
/// <param name="StartedAt">When the daemon began; 1.19 tells it as well.</param>
/// <param name="HomeDirectory">What the daemon means by <c>~</c>.</param>
internal sealed record NodeIdentity(string Name, string DeviceId, string Version, string OS, DateTimeOffset? StartedAt, string HomeDirectory)
{
    /// <summary>Asks the daemon: three small calls, at once.</summary>
    /// <param name="client">The daemon.</param>
    /// <param name="name">The name to use; null takes the daemon's own.</param>
    public static async Task<NodeIdentity> AskAsync(SyncthingClient client, string? name, CancellationToken cancel)
    {
        Task<SystemVersion> version = client.System.GetVersionAsync(cancel);
        SystemStatus status = await client.System.GetStatusAsync(cancel).ConfigureAwait(false);
        SystemVersion program = await version.ConfigureAwait(false);
        if (!global::WorkspaceSync.DeviceId.TryParse(status.MyId, out _))
        {
            throw new SyncException(
                SyncError.AnswerMalformed,
                $"{client.NodeName}: what answers there names no device id, as Syncthing would. Check the address: it is <address> under <gui> in Syncthing's config.xml.");
        }

        if (name is null && await client.Config.FindDeviceAsync(status.MyId, cancel).ConfigureAwait(false) is { } self)
        {
            name = (string?)self["name"];
        }

        return new NodeIdentity(
            string.IsNullOrWhiteSpace(name) ? global::WorkspaceSync.DeviceId.Parse(status.MyId).ShortId : name,
            status.MyId,
            program.Version,
            program.Os,
            status.StartTime,
            status.Tilde);
    }
}
