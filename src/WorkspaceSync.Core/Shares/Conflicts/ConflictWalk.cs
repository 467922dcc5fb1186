namespace WorkspaceSync;

/// <summary>
/// Looks for conflict copies on this machine, one directory after the other. Links are not followed, so it ends; only what
/// has yet to be visited is kept, so memory stays flat.
/// </summary>
internal sealed class ConflictWalk(LocalFiles files)
{
    public IEnumerable<FileFinding> Run(string below, CancellationToken cancel)
    {
        FileFacts? start = files.Look(below);
        if (start is null && (below.Length == 0 || files.Look("") is null))
        {
            throw RootMissing(files.Root);
        }

        return start is { Kind: FileKind.Directory } ? RunBelow(below, cancel) : RunBeside(below, cancel);
    }

    /// <summary>The error for a share whose directory is gone.</summary>
    public static SyncException RootMissing(string root) => new(
        SyncError.RootVanished, $"{root} is not there. Was it moved, or is its disk not mounted? Nothing was changed; do not let Syncthing run on an empty directory in its place.");

    private IEnumerable<FileFinding> RunBelow(string below, CancellationToken cancel)
    {
        Stack<string> pending = new([below]);
        List<FileFinding> found = [];
        while (pending.TryPop(out string? directory))
        {
            found.Clear();
            files.Count.Begin(directory);
            Read(directory, found, pending, cancel);
            foreach (FileFinding finding in found)
            {
                yield return finding;
            }
        }
    }

    // A file was named: its copies are in the same directory. A copy was named: just that one.
    private List<FileFinding> RunBeside(string path, CancellationToken cancel)
    {
        List<FileFinding> found = [];
        string name = path[(path.LastIndexOf('/') + 1)..];
        Read(path[..Math.Max(path.LastIndexOf('/'), 0)], found, new Stack<string>(), cancel);
        bool isCopy = ConflictName.Parse(name) is not null;
        return found.FindAll(finding => finding.Trouble is not null
            || (isCopy ? finding.Path == path : ConflictName.Parse(NameOf(finding.Path))?.OriginalName == name));
    }

    private void Read(string directory, List<FileFinding> found, Stack<string> pending, CancellationToken cancel)
    {
        string prefix = directory.Length == 0 ? "" : directory + "/";
        try
        {
            using DirectoryEntries entries = new(files.Absolute(directory), name => name.Contains(ConflictName.Mark, StringComparison.Ordinal), cancel);
            while (entries.MoveNext())
            {
                (string name, bool isDirectory) = entries.Current;
                if (isDirectory && !IgnoreNames.IsInternal(prefix + name))
                {
                    pending.Push(prefix + name);
                }

                if (ConflictName.Parse(name) is not null)
                {
                    found.Add(Look(prefix + name));
                }
            }
        }
        catch (DirectoryNotFoundException) when (directory.Length > 0)
        {
            // It was removed meanwhile; or its name is no UTF-8, and Syncthing passes it over as well.
        }
        catch (Exception e) when (FileTrouble.Describe(files.Absolute(directory), e) is { } trouble)
        {
            found.Add(new FileFinding(directory, null, trouble));
        }
    }

    private FileFinding Look(string path)
    {
        try
        {
            return files.Look(path) is { } facts
                ? new FileFinding(path, facts)
                : new FileFinding(path, null, FileTrouble.IsNotText(path) ? FileTrouble.NotText(files.Absolute(path)) : FileTrouble.Unreadable(files.Absolute(path), "it is gone again"));
        }
        catch (SyncException e)
        {
            return new FileFinding(path, null, e);
        }
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
