using System.Globalization;

namespace WorkspaceSync;

/// <summary>What is kept of a workspace for prompts. One value a line, so that a shell can read it without a parser.</summary>
/// <param name="Path">The workspace's directory on this machine.</param>
/// <param name="Workspace">Its name.</param>
/// <param name="Health">The worst health of its shares on both machines.</param>
/// <param name="NeedItems">Items and deletions that either machine needs; null when unknown.</param>
/// <param name="Conflicts">Conflict copies; null when not counted.</param>
/// <param name="Errors">Files in trouble; null when unknown.</param>
/// <param name="UpdatedAt">When that was so.</param>
internal sealed record PromptState(
    string Path, string Workspace, SyncHealth Health, long? NeedItems, int? Conflicts, int? Errors, DateTimeOffset UpdatedAt)
{
    private const string Format = "workspacesync-prompt-1";

    /// <summary>The state that the rows of both machines are; null without any.</summary>
    /// <param name="conflictsBefore">Stands in for a number that nobody asked for: counting would walk the whole tree.</param>
    public static PromptState? Of(RemoteWorkspace workspace, IReadOnlyCollection<SyncStatus> rows, int? conflictsBefore)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        // Both machines have a copy of each conflict: of a share's two numbers the greater is the truth.
        int?[] conflicts = [.. rows.Where(row => row.ConflictCount is { IsValueCreated: true }).GroupBy(row => row.Share).Select(share => share.Max(row => row.Conflicts))];
        return new PromptState(
            workspace.Path,
            workspace.Name,
            Worst(rows.Select(row => row.Health)),
            Sum(rows.Select(row => row.NeedItems + row.NeedDeletes)),
            conflicts.All(count => count is null) ? conflictsBefore : conflicts.Sum(),
            (int?)Sum(rows.Select(row => (long?)row.Errors)),
            DateTimeOffset.Now);
    }

    /// <summary>The state that a flush has proved.</summary>
    public static PromptState Of(RemoteWorkspace workspace, SyncProof proof, int? conflictsBefore) => new(
        workspace.Path, workspace.Name, SyncHealth.InSync, 0, proof.Conflicts ?? conflictsBefore, 0, DateTimeOffset.Now);

    /// <summary>The state after a flush that could not.</summary>
    public static PromptState Of(RemoteWorkspace workspace, SyncGrade grade, SyncError error, int? conflictsBefore) => new(
        workspace.Path,
        workspace.Name,
        grade == SyncGrade.Unreachable ? SyncHealth.Disconnected : error switch
        {
            SyncError.SyncTimeout or SyncError.RequestTimedOut => SyncHealth.LocalBehind,
            SyncError.SharePaused => SyncHealth.Paused,
            SyncError.ShareNotShared => SyncHealth.NotShared,
            _ => SyncHealth.Error,
        },
        null,
        conflictsBefore,
        null,
        DateTimeOffset.Now);

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Join(
        '\n',
        Format,
        Path,
        Workspace,
        Health,
        Write(NeedItems),
        Write(Conflicts),
        Write(Errors),
        UpdatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "");

    /// <summary>Null for what is no state of this format: a prompt has no place for complaints.</summary>
    public static PromptState? Parse(string text)
    {
        string[] lines = text.Split('\n');
        return lines is [Format, { Length: > 0 } path, { Length: > 0 } name, string health, string need, string conflicts, string errors, string at, ..]
            && Enum.TryParse(health, out SyncHealth known) && Enum.IsDefined(known)
            && long.TryParse(at, CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 253402300800
            ? new PromptState(path, name, known, Read(need), (int?)Read(conflicts), (int?)Read(errors), DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }

    // An error is worse than a pause elsewhere; else the list of healths is in the order of weight.
    private static SyncHealth Worst(IEnumerable<SyncHealth> healths)
    {
        HashSet<SyncHealth> all = [.. healths];
        return all.Contains(SyncHealth.Error) && !all.Contains(SyncHealth.Stopped) ? SyncHealth.Error : all.Max();
    }

    private static long? Sum(IEnumerable<long?> values)
    {
        long?[] all = [.. values];
        return all.All(value => value is null) ? null : all.Sum();
    }

    private static string Write(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static long? Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= int.MaxValue ? value : null;
}
