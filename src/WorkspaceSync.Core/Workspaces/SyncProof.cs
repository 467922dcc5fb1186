namespace WorkspaceSync;

/// <summary>What a flush of a workspace proved: that both machines had the same at one moment, and by which sequences.</summary>
public sealed class SyncProof
{
    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>How it ended.</summary>
    public required SyncGrade Grade { get; init; }

    /// <summary>One for each share of the workspace.</summary>
    public IReadOnlyList<ShareProof> Shares { get; init; } = [];

    /// <summary>Files, directories and deletions that the host took over.</summary>
    public int SentItems => Shares.Sum(share => share.SentItems);

    /// <summary>Bytes of the files that the host took over.</summary>
    public long SentBytes => Shares.Sum(share => share.SentBytes);

    /// <summary>Files, directories and deletions that this machine took over.</summary>
    public int ReceivedItems => Shares.Sum(share => share.ReceivedItems);

    /// <summary>Bytes of the files that this machine took over.</summary>
    public long ReceivedBytes => Shares.Sum(share => share.ReceivedBytes);

    /// <summary>Conflict copies among the files; null when they were not counted.</summary>
    public int? Conflicts => Shares.Any(share => share.Conflicts is null) ? null : Shares.Sum(share => share.Conflicts);

    /// <summary>When the flush began: a change after that belongs to the next one.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The host.</summary>
    public required string HostName { get; init; }

    /// <summary>What git says in the workspace's directory on this machine; null when it is no repository.</summary>
    public GitState? LocalGit { get; init; }

    /// <summary>The same on the host.</summary>
    public GitState? RemoteGit { get; init; }

    /// <summary>The workspace and the grade.</summary>
    public override string ToString() => $"{Workspace}: {Grade}";
}
