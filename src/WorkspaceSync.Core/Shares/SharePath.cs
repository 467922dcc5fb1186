namespace WorkspaceSync;

/// <summary>A share's path on its node: <c>~</c>, and whether two paths overlap.</summary>
internal static class SharePath
{
    /// <summary>The path with <c>~</c> as the daemon itself expands it.</summary>
    public static string Expand(string path, SyncNode node) => path switch
    {
        "~" => node.HomeDirectory,
        _ when path.StartsWith("~/", StringComparison.Ordinal) => $"{node.HomeDirectory.TrimEnd('/')}/{path[2..]}",
        _ => path,
    };

    /// <summary>The path as it is compared: no <c>.</c>, <c>..</c> or doubled slashes, no slash at the end, links followed when it is here.</summary>
    public static string Normalize(string path, SyncNode node)
    {
        string expanded = Path.GetFullPath(Expand(path, node), "/").TrimEnd('/');
        return expanded.Length == 0 ? "/" : node.IsHere ? Resolve(expanded) : expanded;
    }

    /// <summary>The directories that a path from the share's root lies in, the innermost first.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    /// <summary>Whether the one is the other, or lies in it.</summary>
    public static bool IsSameOrInside(string path, string outer, SyncNode node)
    {
        // A Mac's file system usually ignores case: two shares that differ only by it are one directory.
        StringComparison comparison = node.OS == "darwin" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return path.Equals(outer, comparison) || outer == "/" || path.StartsWith(outer + "/", comparison);
    }

    /// <summary>The directory's path with its links followed, as far as it exists; the rest is kept.</summary>
    private static string Resolve(string path)
    {
        string? parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        string here = Path.Join(Resolve(parent), Path.GetFileName(path));
        try
        {
            return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? Resolve(target.FullName) : here;
        }
        catch (IOException)
        {
            return here; // a loop of links, or nothing there yet
        }
        catch (UnauthorizedAccessException)
        {
            return here;
        }
    }
}
