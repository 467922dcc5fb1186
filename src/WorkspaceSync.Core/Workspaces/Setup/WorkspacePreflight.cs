namespace WorkspaceSync;

/// <summary>What would travel when a workspace is set up.</summary>
public sealed class WorkspacePreflight
{
    /// <summary>One for each share that is new.</summary>
    public required IReadOnlyList<SharePreflight> Shares { get; init; }

    /// <summary>Whether both machines have files of the same name and different content.</summary>
    public bool Differs => Shares.Any(share => share.Differing.Count > 0);
}
