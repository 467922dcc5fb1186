namespace WorkspaceSync;

/// <summary>A named set of ignore patterns and share settings.</summary>
/// <param name="Name">The name, which is its file's without the ending.</param>
/// <param name="Description">What it is for, in a sentence.</param>
/// <param name="Patterns">The lines that decide something, in order, as <c>.stignore</c> takes them.</param>
/// <param name="Path">The file it was read from.</param>
/// <param name="IsBuiltIn">Whether it came with the module.</param>
public sealed record SyncProfile(string Name, string Description, string[] Patterns, string Path, bool IsBuiltIn)
{
    /// <summary>What the share is on the machine where it is set up.</summary>
    public SyncShareType LocalType { get; init; }

    /// <summary>What the share is on the other machine.</summary>
    public SyncShareType RemoteType { get; init; }

    /// <summary>How often Syncthing walks the whole share, besides watching it; null leaves its own default, zero means never.</summary>
    public TimeSpan? RescanInterval { get; init; }

    /// <summary>The profile's name.</summary>
    public override string ToString() => Name;
}
