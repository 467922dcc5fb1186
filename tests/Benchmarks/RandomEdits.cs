namespace WorkspaceSync.Tests;

/// <summary>Batches of changes to a tree as people make them: edits, deletions, files of no bytes, renames, new directories.</summary>
internal sealed class RandomEdits(int seed)
{
    private const int MostChanges = 12;
    private readonly Random _random = new(seed);
    private int _made;

    /// <summary>Changes some files of one side, which no other batch has touched since the last sync.</summary>
    /// <param name="taken">Paths, from the root, that were changed on the other side: two changes of one file would be a conflict.</param>
    public void Apply(string root, HashSet<string> taken)
    {
        List<string> files = [.. Tree.Files(root).Where(file => !taken.Contains(file))];
        for (int change = _random.Next(1, MostChanges); change > 0 && files.Count > 0; change--)
        {
            int at = _random.Next(files.Count);
            string file = files[at];
            files.RemoveAt(at);
            taken.Add(file);
            Change(root, file, taken);
        }
    }

    private void Change(string root, string file, HashSet<string> taken)
    {
        string path = Path.Join(root, file);
        string added = Path.Join(Path.GetDirectoryName(file)!, $"new-{seed}-{_made++}");
        switch (_random.Next(6))
        {
            case 0:
                File.Delete(path);
                break;
            case 1:
                File.WriteAllBytes(path, []);
                break;
            case 2:
                File.Move(path, Path.Join(root, added));
                taken.Add(added);
                break;
            case 3:
                Directory.CreateDirectory(Path.Join(root, added));
                File.WriteAllText(Path.Join(root, added, "in.txt"), $"{_made}");
                taken.Add(Path.Join(added, "in.txt"));
                break;
            case 4:
                File.WriteAllBytes(Path.Join(root, added), []);
                taken.Add(added);
                break;
            default:
                byte[] bytes = new byte[_random.Next(1, 20_000)];
                _random.NextBytes(bytes);
                File.WriteAllBytes(path, bytes);
                break;
        }
    }
}
