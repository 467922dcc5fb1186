using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What a share is asked to be. Null is "not said": a new share has the daemon's default, an existing one stays as it is.</summary>
internal sealed record ShareRequest
{
    public required string Id { get; init; }

    /// <summary>On the node; absolute, or from <c>~</c>.</summary>
    public required string Path { get; init; }

    public string? Label { get; init; }

    /// <summary>Devices to share with, by canonical id.</summary>
    public IReadOnlyList<string> DeviceIds { get; init; } = [];

    /// <summary>Ignore patterns, validated.</summary>
    public IReadOnlyList<string> IgnoreLines { get; init; } = [];

    public SyncShareType? Type { get; init; }

    /// <summary>Zero is never.</summary>
    public TimeSpan? RescanInterval { get; init; }

    public SyncVersioning? Versioning { get; init; }

    public IReadOnlyDictionary<string, string>? VersioningParameter { get; init; }

    /// <summary>A share inside another one, or around it, is meant.</summary>
    public bool AllowNesting { get; init; }

    /// <summary>The shares, by id, that may be inside it or around it, as they leave each other out.</summary>
    public IReadOnlyCollection<string> Siblings { get; init; } = [];

    /// <summary>The fields of the configuration object that the request speaks of, other than id, path and devices.</summary>
    public JObject ToFields()
    {
        JObject fields = [];
        if (Label is not null)
        {
            fields["label"] = Label;
        }

        if (Type is { } type)
        {
            fields["type"] = FolderDocument.FromType(type);
        }

        if (RescanInterval is { } rescan)
        {
            fields["rescanIntervalS"] = (int)rescan.TotalSeconds;
        }

        if (Versioning is { } versioning)
        {
            fields["versioning"] = new JObject { ["type"] = FolderDocument.FromVersioning(versioning) };
        }

        if (VersioningParameter is { } parameters)
        {
            JObject versioningFields = (JObject?)fields["versioning"] ?? [];
            versioningFields["params"] = JObject.FromObject(parameters);
            fields["versioning"] = versioningFields;
        }

        return fields;
    }
}
