using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>
/// Everything of a share that travels, on this machine, in <see cref="PathOrder"/>. Only the directories that lead to where
/// the walk stands are in memory.
/// </summary>
internal sealed class TreeItems(LocalFiles files, IgnoreSet ignores) : IShareWalk
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

                (string name, bool isDirectory) = at.Entries[at.Next++];
                string path = at.Prefix + name;
                (bool travels, bool enters) = ignores.Look(path);
                if (travels && Look(path, name, at.Directory) is { } finding)
                {
                    yield return finding;
                }
                else if (!travels)
                {
                    LeftOut++;
                }

                if (isDirectory && enters)
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

    private TreePlace Enter(string directory, List<FileFinding> trouble, CancellationToken cancel) => new(
        directory.Length == 0 ? "" : directory + "/", Read(directory, trouble, cancel), OpenDirectory.TryOpen(files.Absolute(directory)));

    private List<(string Name, bool IsDirectory)> Read(string directory, List<FileFinding> trouble, CancellationToken cancel)
    {
        List<(string Name, bool IsDirectory)> entries = [];
        try
        {
            using DirectoryEntries listing = new(files.Absolute(directory), null, cancel);
            while (listing.MoveNext())
            {
                entries.Add(listing.Current);
            }
        }
        catch (DirectoryNotFoundException) when (directory.Length > 0)
        {
            // It was removed meanwhile; or its name is no UTF-8, and Syncthing passes it over as well.
        }
        catch (Exception e) when (FileTrouble.Describe(files.Absolute(directory), e) is { } error)
        {
            trouble.Add(new FileFinding(directory, null, error));
        }

        entries.Sort(static (one, other) => PathOrder.Instance.Compare(one.Name, other.Name));
        return entries;
    }

    // Sockets, fifos and devices never travel; a name that is no UTF-8 neither, and can't be looked at by it.
    private FileFinding? Look(string path, string name, OpenDirectory? directory)
    {
        try
        {
            FileFacts? facts = directory is null ? files.Look(path) : directory.Find(name);
            LeftOut += facts is null or { Kind: FileKind.Special } ? 1 : 0;
            return facts is null or { Kind: FileKind.Special } ? null : new FileFinding(path, facts) { Directory = directory };
        }
        catch (SyncException e)
        {
            return new FileFinding(path, null, e);
        }
    }
}
