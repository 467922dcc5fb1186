namespace WorkspaceSync;

/// <summary>What a resolution does, in sentences that cannot be misread: whose version of when will be live, and where the other goes.</summary>
internal static class ResolutionText
{
    /// <summary>A version as people speak of it.</summary>
    public static string Of(SyncConflictFile file, string otherwise) =>
        $"{(file.Machine is { } machine ? $"{machine}'s version" : otherwise)} of {ClockTime.Of(file.ModifiedTime)}";

    /// <summary>The sentence that -WhatIf shows.</summary>
    public static string WhatIf(ConflictPlan plan)
    {
        string path = PrintableText.Of(plan.Path);
        if (plan.IsIdentical)
        {
            return plan.Others.Count == 1
                ? $"{path}: the two are identical; the copy would be dropped (kept in {Place(plan.Others[0].KeptAt)})."
                : $"{path}: all {plan.Others.Count + 1} are identical; the copies would be dropped (kept in {Place(plan.Others[0].KeptAt)}).";
        }

        if (plan.Keep is SyncConflictKeep.Merge)
        {
            return $"{path}: the changes of both would be merged and go live{On(plan.Site)}; {string.Join(", ", plan.Others.Select(other => Rest(plan, other.File, other.KeptAt)))}. Undo-SyncConflict brings it back.";
        }

        string winner = Of(plan.Winner, plan.LiveStays ? "the live version" : "the copy");
        string live = plan.LiveStays ? $"{winner} would stay live" : $"{winner} would go live{On(plan.Site)}";
        string rest = plan.Others.Count == 0
            ? (plan.Returns ? "; the file was gone." : ".")
            : $"; {string.Join(", ", plan.Others.Select(other => Rest(plan, other.File, other.KeptAt)))}.";
        return $"{path}: {live}{rest} Undo-SyncConflict brings it back.";
    }

    /// <summary>Where a version is kept, in a word or two.</summary>
    public static string Place(string path) => path.StartsWith('/') ? Path.GetDirectoryName(path)! : path.Split('/')[0];

    private static string Rest(ConflictPlan plan, SyncConflictFile file, string keptAt)
    {
        string whose = file.Machine is { } machine ? $"{machine}'s of {ClockTime.Of(file.ModifiedTime)}" : $"the {(file.Path == plan.Path ? "live version" : "copy")} of {ClockTime.Of(file.ModifiedTime)}";
        return plan.Keep is SyncConflictKeep.Both
            ? $"{whose} would become {PrintableText.Of(Path.GetFileName(keptAt))} beside it"
            : $"{whose} would be kept in {Place(keptAt)}";
    }

    private static string On(ShareSite site) => site.DeviceIds.Count switch
    {
        < 2 => "",
        2 => " on both machines",
        int all => $" on all {all} machines",
    };
}
