namespace WorkspaceSync;

/// <summary>What would travel in one share of a workspace, before anything does.</summary>
public sealed class SharePreflight
{
    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>Files on this machine that travel.</summary>
    public int LocalFiles { get; init; }

    /// <summary>Their bytes.</summary>
    public long LocalBytes { get; init; }

    /// <summary>Files on the host that travel.</summary>
    public int RemoteFiles { get; init; }

    /// <summary>Their bytes.</summary>
    public long RemoteBytes { get; init; }

    /// <summary>The directories at the top with the most bytes, on the machine that has more.</summary>
    public IReadOnlyDictionary<string, long> Biggest { get; init; } = new Dictionary<string, long>();

    /// <summary>Files on this machine that the patterns leave out.</summary>
    public int LeftOutFiles { get; init; }

    /// <summary>Their bytes.</summary>
    public long LeftOutBytes { get; init; }

    /// <summary>Paths that both machines have, with different content.</summary>
    public IReadOnlyList<string> Differing { get; init; } = [];

    /// <summary>Of those, where the host's file is the newer one.</summary>
    public IReadOnlySet<string> NewerAtHost { get; init; } = new HashSet<string>();

    /// <summary>Files that git ignores on this machine and that would travel.</summary>
    public int GitIgnoredFiles { get; init; }

    /// <summary>Their bytes.</summary>
    public long GitIgnoredBytes { get; init; }

    /// <summary>Patterns that leave them out.</summary>
    public IReadOnlyList<string> GitIgnorePatterns { get; init; } = [];

    /// <summary>A repository of which only a part would travel; null when there is none.</summary>
    public string? PartialRepository { get; init; }

    /// <summary>Names that are one on a machine whose file system ignores case.</summary>
    public IReadOnlyList<string> CaseClashes { get; init; } = [];

    /// <summary>The share and its counts.</summary>
    public override string ToString() => $"{Share}: {LocalFiles} file(s) here, {RemoteFiles} at the host";
}
