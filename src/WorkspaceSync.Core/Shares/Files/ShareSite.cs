namespace WorkspaceSync;

/// <summary>One machine's end of a share, as far as it is known: of a running daemon, of a stopped one, or of a mere directory.</summary>
internal sealed record ShareSite
{
    /// <summary>The share's id; empty when nobody tells.</summary>
    public required string Share { get; init; }

    /// <summary>The files.</summary>
    public required IShareFiles Files { get; init; }

    /// <summary>The daemon; null when it doesn't run.</summary>
    public SyncNode? Node { get; init; }

    /// <summary>What the machine is called in messages.</summary>
    public required string Machine { get; init; }

    /// <summary>The id of this machine's own device; null when it is not known.</summary>
    public string? SelfId { get; init; }

    /// <summary>The ids of all devices of the share, our own included.</summary>
    public IReadOnlyList<string> DeviceIds { get; init; } = [];

    /// <summary>What the devices are called, by id.</summary>
    public IReadOnlyDictionary<string, string> DeviceNames { get; init; } = new Dictionary<string, string>();

    /// <summary>How the share keeps versions.</summary>
    public VersionStore Versions { get; init; } = VersionStore.None;

    /// <summary>Whether the daemon's index can be asked: it runs, and the share is not paused.</summary>
    public bool HasIndex { get; init; }

    /// <summary>The end of a share that a running daemon has.</summary>
    public static async Task<ShareSite> OfAsync(SyncShare share, CancellationToken cancel)
    {
        DeviceNames names = await WorkspaceSync.DeviceNames.ReadAsync(share.Node, cancel).ConfigureAwait(false);
        return new ShareSite
        {
            Share = share.Id,
            Files = ShareFiles.Of(share.Node, share.Path),
            Node = share.Node,
            Machine = share.Node.Name,
            SelfId = share.Node.DeviceId,
            DeviceIds = [share.Node.DeviceId, .. share.Devices.Select(device => device.DeviceId)],
            DeviceNames = names.ById,
            Versions = new VersionStore(share.Versioning, share.VersioningParameter, share.VersioningPath),
            HasIndex = !share.Paused,
        };
    }

    /// <summary>The full id of the device that a short id stands for; null when it is none of the share's.</summary>
    public string? FullId(string? shortId) =>
        shortId is null ? null : DeviceIds.Concat(DeviceNames.Keys).FirstOrDefault(id => id.StartsWith(shortId, StringComparison.Ordinal));

    /// <summary>The other one of two devices; null when there are more, or it is not known.</summary>
    public string? OtherThan(string? shortId) =>
        DeviceIds.Count == 2 && FullId(shortId) is { } one ? DeviceIds.FirstOrDefault(id => id != one) : null;
}
