using System.Globalization;

namespace WorkspaceSync;

/// <summary>
/// Where a version goes that gives way: into the share's own version store, under the name that Syncthing would give it, or
/// into the recovery folder when the share keeps no versions or would throw this one out at its next cleaning.
/// </summary>
internal sealed class KeepPlace(ShareSite site)
{
    private const string TagFormat = "yyyyMMdd-HHmmss";
    private const string SyncthingsOwn = ".stversions";

    /// <summary>A free path for it, from the share's root or absolute.</summary>
    /// <param name="taken">Paths that are promised already.</param>
    public async Task<string> FindAsync(string path, FileKind kind, DateTimeOffset now, IReadOnlySet<string> taken, CancellationToken cancel)
    {
        string? store = StoreFor(kind);
        if (store is not null && site.Versions.Kind is SyncVersioning.TrashCan)
        {
            string untagged = $"{store}/{path}";
            if (!taken.Contains(untagged) && await site.Files.LookAsync(untagged, cancel).ConfigureAwait(false) is null)
            {
                return untagged; // a trash can has one version of each, by its own name
            }

            store = null;
        }

        store ??= $"{site.Files.RecoveryFolder}/{SafeName(site.Share.Length > 0 ? site.Share : Path.GetFileName(site.Files.Root))}";
        for (DateTimeOffset at = now; ; at = at.AddSeconds(1))
        {
            string tagged = $"{store}/{Tag(path, at)}";
            if (!taken.Contains(tagged) && await site.Files.LookAsync(tagged, cancel).ConfigureAwait(false) is null)
            {
                return tagged;
            }
        }
    }

    /// <summary>Syncthing's name for an archived version: the time before the last extension (lib/versioner: TagFilename).</summary>
    public static string Tag(string path, DateTimeOffset at)
    {
        int name = path.LastIndexOf('/') + 1;
        int dot = path.LastIndexOf('.');
        int end = dot >= name ? dot : path.Length;
        return string.Create(CultureInfo.InvariantCulture, $"{path[..end]}~{at.LocalDateTime.ToString(TagFormat, CultureInfo.InvariantCulture)}{path[end..]}");
    }

    /// <summary>The version store's directory, from the share's root or absolute; null when there is none of use for such a thing.</summary>
    private string? StoreFor(FileKind kind) => kind is not FileKind.File ? null : site.Versions.Kind switch
    {
        SyncVersioning.Simple or SyncVersioning.Staggered => Root,
        // It throws out by the file's own time, and a version of last month would be gone within the hour.
        SyncVersioning.TrashCan when !IsCleaned => Root,
        _ => null,
    };

    /// <summary>The directory of the store, from the root of the share or absolute.</summary>
    public string Root => site.Versions.Path.Length > 0 ? site.Versions.Path.TrimEnd('/') : SyncthingsOwn;

    private bool IsCleaned => site.Versions.Parameters.TryGetValue("cleanoutDays", out string? days) && days is not ("" or "0");

    private static string SafeName(string text) => string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
