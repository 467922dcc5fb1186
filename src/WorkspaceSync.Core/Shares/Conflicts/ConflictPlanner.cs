using System.Globalization;

namespace WorkspaceSync;

/// <summary>Decides which version of a file will be live and where the others go. Changes nothing.</summary>
internal static class ConflictPlanner
{
    /// <param name="conflicts">Some or all copies of one file.</param>
    public static async Task<ConflictPlan> PlanAsync(IReadOnlyList<SyncConflict> conflicts, SyncConflictKeep keep, CancellationToken cancel)
    {
        ShareSite site = conflicts[0].Site;
        string path = conflicts[0].Path;
        SyncConflictFile? live = conflicts[0].Original;
        Refuse(conflicts, keep, live, path, site);
        SyncConflictFile[] copies = [.. conflicts.Select(conflict => conflict.Conflict)];
        bool isIdentical = live is not null && conflicts.All(conflict => conflict.IsIdentical);
        SyncConflictFile winner = isIdentical ? live!
            : keep is SyncConflictKeep.Merge ? Pretend(live!, await ConflictMerge.MergeAsync(conflicts[0], cancel).ConfigureAwait(false))
            : Choose(keep, live, copies);
        bool isBoth = keep is SyncConflictKeep.Both && !isIdentical;

        List<(SyncConflictFile File, string KeptAt)> others = [];
        HashSet<string> taken = [];
        KeepPlace place = new(site);
        foreach (SyncConflictFile other in copies.Prepend(live).OfType<SyncConflictFile>().Where(file => file != winner))
        {
            string keptAt = isBoth
                ? await FindNameBesideAsync(site, path, other, taken, cancel).ConfigureAwait(false)
                : await place.FindAsync(other.Path, other.Facts.Kind, DateTimeOffset.Now, taken, cancel).ConfigureAwait(false);
            taken.Add(keptAt);
            others.Add((other, keptAt));
        }

        return new ConflictPlan(site, path, keep, winner, others, isIdentical, [.. Steps(path, winner, live, others)])
        {
            ConflictPaths = [.. conflicts.Select(conflict => conflict.ConflictPath)],
            Returns = live is null,
        };
    }

    private static void Refuse(IReadOnlyList<SyncConflict> conflicts, SyncConflictKeep keep, SyncConflictFile? live, string path, ShareSite site)
    {
        string where = $"{site.Machine}: {PrintableText.Of(path)}";
        if (live is null && keep is SyncConflictKeep.Original)
        {
            throw new SyncException(SyncError.ConflictUnresolvable, $"{where} is gone, so there is no original to keep. -Keep Conflict or Newest brings the copy back; to be rid of the copy, delete it: Remove-Item.");
        }

        if (conflicts.Count > 1 && keep is SyncConflictKeep.Conflict or SyncConflictKeep.Merge && conflicts.Any(conflict => !conflict.IsIdentical))
        {
            throw new SyncException(SyncError.ConflictUnresolvable, $"{where} has {conflicts.Count} copies, and -Keep {keep} doesn't say which. Pipe one of them, or -Keep Newest.");
        }

        if (keep is not (SyncConflictKeep.Original or SyncConflictKeep.Both) && live is not null
            && conflicts.Any(conflict => conflict.Kind is SyncConflictKind.Directory or SyncConflictKind.Other))
        {
            throw new SyncException(SyncError.ConflictUnresolvable, $"{where}: one version is no file but a directory or something else. -Keep Original puts the copy away, -Keep Both leaves both under names of their own.");
        }
    }

    // What is live stays when nothing else is better.
    private static SyncConflictFile Choose(SyncConflictKeep keep, SyncConflictFile? live, SyncConflictFile[] copies)
    {
        IEnumerable<SyncConflictFile> all = live is null ? copies : copies.Prepend(live);
        return keep switch
        {
            SyncConflictKeep.Newest => all.MaxBy(file => file.Facts.ModifiedNs)!,
            SyncConflictKeep.Oldest => all.MinBy(file => file.Facts.ModifiedNs)!,
            SyncConflictKeep.Larger => all.MaxBy(file => file.Size)!,
            SyncConflictKeep.Conflict => copies[0],
            _ => live ?? copies.MaxBy(file => file.Facts.ModifiedNs)!,
        };
    }

    // What a merge will be; it is written when it is decided to do it, and the steps are made then.
    private static SyncConflictFile Pretend(SyncConflictFile live, string merged) =>
        new("", new FileFacts(FileKind.File, merged.Length, DateTime.UtcNow.Ticks, live.Facts.Mode, 0), ConflictAuthor.Unknown, () => null);

    /// <summary>The plan with the merged version laid ready.</summary>
    public static async Task<ConflictPlan> LayReadyAsync(ConflictPlan plan, SyncConflict conflict, CancellationToken cancel)
    {
        if (plan.Keep is not SyncConflictKeep.Merge || plan.IsIdentical)
        {
            return plan;
        }

        SyncConflictFile merged = await ConflictMerge.MakeAsync(conflict, cancel).ConfigureAwait(false);
        return plan with { Winner = merged, Steps = [.. Steps(plan.Path, merged, conflict.Original, [.. plan.Others])] };
    }

    private static IEnumerable<FileStep> Steps(string path, SyncConflictFile winner, SyncConflictFile? live, List<(SyncConflictFile File, string KeptAt)> others)
    {
        foreach ((SyncConflictFile file, string keptAt) in others.Where(other => other.File != live))
        {
            yield return new FileStep(FileStepKind.Move, file.Path, keptAt, file.Facts);
        }

        if (winner == live)
        {
            yield break;
        }

        if (live is null)
        {
            yield return new FileStep(FileStepKind.Move, winner.Path, path, winner.Facts);
            yield break;
        }

        yield return new FileStep(FileStepKind.Keep, path, others.Single(other => other.File == live).KeptAt, live.Facts) { Displacer = winner.Facts };
        yield return new FileStep(FileStepKind.Replace, winner.Path, path, winner.Facts, live.Facts);
    }

    // momentum.py and gpu's version of it become momentum.py and momentum.gpu-20261125-140500.py.
    private static async Task<string> FindNameBesideAsync(ShareSite site, string path, SyncConflictFile copy, HashSet<string> taken, CancellationToken cancel)
    {
        int name = path.LastIndexOf('/') + 1;
        int dot = path.LastIndexOf('.');
        int end = dot > name ? dot : path.Length;
        string machine = string.Concat((copy.Machine ?? "copy").Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        string tag = string.Create(CultureInfo.InvariantCulture, $".{machine}-{copy.ModifiedTime.LocalDateTime:yyyyMMdd-HHmmss}");
        for (int number = 1; ; number++)
        {
            string beside = $"{path[..end]}{tag}{(number == 1 ? "" : $"-{number}")}{path[end..]}";
            if (!taken.Contains(beside) && await site.Files.LookAsync(beside, cancel).ConfigureAwait(false) is null)
            {
                return beside;
            }
        }
    }
}
