using System.Globalization;

namespace WorkspaceSync;

/// <summary>What would travel, as the lines that are shown before it does.</summary>
internal static class PreflightText
{
    public static List<string> Of(WorkspacePreflight preflight, SetupRequest request)
    {
        List<string> lines = [];
        foreach (SharePreflight share in preflight.Shares)
        {
            string? profile = request.Shares.FirstOrDefault(one => one.Id == share.Share)?.Profile?.Name;
            lines.Add($"What would travel in {share.Share}{(profile is null ? "" : $" (profile {profile})"),-24}{"here",12}{request.HostName,15}");
            lines.Add($"  files{"",35}{Count(share.LocalFiles),18}{Count(share.RemoteFiles),15}");
            lines.Add($"  size{"",36}{ByteSize.Format(share.LocalBytes),18}{ByteSize.Format(share.RemoteBytes),15}");
            if (share.Biggest.Count > 0)
            {
                lines.Add($"  biggest   {string.Join(" · ", share.Biggest.Select(pair => $"{PrintableText.Of(pair.Key)} {ByteSize.Format(pair.Value)}"))}");
            }

            if (share.LeftOutFiles > 0)
            {
                lines.Add($"  left out by the patterns   {Count(share.LeftOutFiles)} files, {ByteSize.Format(share.LeftOutBytes)}");
            }

            AddWarnings(lines, share);
        }

        return lines;
    }

    private static void AddWarnings(List<string> lines, SharePreflight share)
    {
        if (share.Differing.Count > 0)
        {
            lines.Add($"! {Count(share.Differing.Count)} file(s) differ on the two machines, such as {PrintableText.Of(share.Differing[0])}");
        }

        if (share.GitIgnoredFiles > 0)
        {
            lines.Add($"! git ignores {Count(share.GitIgnoredFiles)} files ({ByteSize.Format(share.GitIgnoredBytes)}) that would travel: {string.Join(", ", share.GitIgnorePatterns.Take(3).Select(PrintableText.Of))}{(share.GitIgnorePatterns.Count > 3 ? ", …" : "")}.  Leave them out: -UseGitIgnore");
        }

        if (share.PartialRepository is not null)
        {
            lines.Add("! .git would travel in part: commits made on both machines can corrupt it.  Leave it out: -ExcludeGit");
        }

        if (share.CaseClashes.Count > 0)
        {
            lines.Add($"! {Count(share.CaseClashes.Count)} names differ only in case, and one machine takes them for the same: {string.Join(", ", share.CaseClashes.Take(4).Select(PrintableText.Of))}");
        }
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
