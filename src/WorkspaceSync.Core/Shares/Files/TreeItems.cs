using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>
/// Everything of a share that travels, on this machine, in <see cref="PathOrder"/>. Only the directories that lead to where
/// the walk stands are in memory.
/// </summary>
/// <param name="seesFiles">False leaves files unseen where the directory tells them from all else.</param>
internal sealed class TreeItems(LocalFiles files, IgnoreSet ignores, bool seesFiles) : IShareWalk
{
    public long LeftOut { get; private set; }

    public async IAsyncEnumerable<FileFinding> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (FileFinding finding in Run(cancel))
        {
            yield return finding;
        }
    }

    private IEnumerable<FileFinding> Run(CancellationToken cancel)
    {
        if (files.Look("") is not { Kind: FileKind.Directory })
        {
            throw ConflictWalk.RootMissing(files.Root);
        }

        Stack<TreePlace> open = new();
        List<FileFinding> trouble = [];
        try
        {
            open.Push(Enter("", trouble, cancel));
            while (open.TryPeek(out TreePlace? at))
            {
                if (at.Next == at.Entries.Count)
                {
                    open.Pop().Directory?.Dispose();
                    continue;
                }

                DirectoryEntry entry = at.Entries[at.Next++];
                string path = at.Prefix + entry.Name;
                (bool travels, bool enters) = ignores.Look(path);
                if (travels && Look(path, entry, at.Directory) is { } finding)
                {
                    yield return finding;
                }
                else if (!travels)
                {
                    LeftOut++;
                }

                if (enters && entry.Kind is FileKind.Directory)
                {
                    open.Push(Enter(path, trouble, cancel));
                    foreach (FileFinding found in trouble)
                    {
                        yield return found;
                    }

                    trouble.Clear();
                }
            }
        }
        finally
        {
            foreach (TreePlace left in open)
            {
                left.Directory?.Dispose(); // who has enough goes before the walk ends
            }
        }
    }

    private TreePlace Enter(string path, List<FileFinding> trouble, CancellationToken cancel)
    {
        OpenDirectory? directory = OpenDirectory.TryOpen(files.Absolute(path));
        List<DirectoryEntry> entries = [];
        try
        {
            Read(path, directory, entries, cancel);
        }
        catch (DirectoryNotFoundException) when (path.Length > 0)
        {
            // It was removed meanwhile; or its name is no UTF-8, and Syncthing passes it over as well.
        }
        catch (Exception e) when (FileTrouble.Describe(files.Absolute(path), e) is { } error)
        {
            trouble.Add(new FileFinding(path, null, error));
        }

        entries.Sort(static (one, other) => PathOrder.Instance.Compare(one.Name, other.Name));
        return new TreePlace(path.Length == 0 ? "" : path + "/", entries, directory);
    }

    private void Read(string path, OpenDirectory? directory, List<DirectoryEntry> entries, CancellationToken cancel)
    {
        if (directory is not null)
        {
            directory.Read(entries, cancel);
            return;
        }

        using DirectoryEntries listing = new(files.Absolute(path), null, cancel);
        while (listing.MoveNext())
        {
            (string name, bool isDirectory) = listing.Current;
            entries.Add(new DirectoryEntry(name, isDirectory ? FileKind.Directory : null));
        }
    }

    // Sockets, fifos and devices never travel; a name that is no UTF-8 neither, and can't be looked at by it.
    private FileFinding? Look(string path, DirectoryEntry entry, OpenDirectory? directory)
    {
        if (!seesFiles && entry.Kind is FileKind.File)
        {
            return new FileFinding(path, null) { Directory = directory };
        }

        try
        {
            FileFacts? facts = entry.Kind is FileKind.Special ? null : directory is null ? files.Look(path) : directory.Find(entry.Name);
            LeftOut += facts is null or { Kind: FileKind.Special } ? 1 : 0;
            return facts is null or { Kind: FileKind.Special } ? null : new FileFinding(path, facts) { Directory = directory };
        }
        catch (SyncException e)
        {
            return new FileFinding(path, null, e);
        }
    }
}
