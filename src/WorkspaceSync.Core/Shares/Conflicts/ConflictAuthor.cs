namespace WorkspaceSync;

/// <summary>Who wrote a version.</summary>
/// <param name="Machine">The device's name, or its short id when it is not configured; null when nothing tells.</param>
/// <param name="DeviceId">The device's id; null when it is not configured or not known.</param>
internal readonly record struct ConflictAuthor(string? Machine, string? DeviceId)
{
    /// <summary>A wrong label is worse than none.</summary>
    public static ConflictAuthor Unknown { get; }

    /// <summary>The author by a device's full or short id.</summary>
    public static ConflictAuthor Of(string? id, ShareSite site) =>
        id is not { Length: >= 7 } ? Unknown
        : site.FullId(id[..7]) is { } full ? new ConflictAuthor(DeviceNames.Of(full, site.DeviceNames), full)
        : new ConflictAuthor(id[..7], null);
}
