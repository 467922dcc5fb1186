using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>Random work on one side of a share. Each side has files of its own, so that nothing is edited on both at once.</summary>
internal sealed class RandomEdits(int seed, string root, string side)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _files = [];
    private readonly List<string> _links = [];
    private int _made;

    /// <summary>Does some edits, creations, empty files, deletions, renames, links, changes of permissions and of kind.</summary>
    public void Batch()
    {
        int count = _random.Next(1, 12);
        for (int i = 0; i < count; i++)
        {
            switch (_files.Count < 3 ? 0 : _random.Next(12))
            {
                case 0 or 1:
                    Write(NewName(), _random.Next(1, 20000));
                    break;
                case 2:
                    Write(NewName(), 0);
                    break;
                case 3:
                    Write(Pick(remove: false), _random.Next(0, 20000));
                    break;
                case 4:
                    File.AppendAllText(Path.Join(root, Pick(remove: false)), "x");
                    break;
                case 5:
                    File.Delete(Path.Join(root, Pick(remove: true)));
                    break;
                case 6:
                    Rename(Pick(remove: true), NewName());
                    break;
                case 7:
                    FileInfo file = new(Path.Join(root, Pick(remove: false)));
                    file.UnixFileMode ^= UnixFileMode.UserExecute;
                    break;
                case 8:
                    Link();
                    break;
                case 9:
                    RenameDirectory(Path.GetDirectoryName(Pick(remove: false))!);
                    break;
                case 10:
                    RemoveDirectory(Path.GetDirectoryName(Pick(remove: false))!);
                    break;
                case 11:
                    string changed = Pick(remove: true); // what was a file is a directory
                    File.Delete(Path.Join(root, changed));
                    Write($"{changed}/inner", _random.Next(0, 100));
                    break;
            }
        }
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"{side}{_random.Next(4)}/{(_random.Next(2) == 0 ? "deep/" : "")}{side}{_made++}");

    private string Pick(bool remove)
    {
        string file = _files[_random.Next(_files.Count)];
        if (remove)
        {
            _files.Remove(file);
        }

        return file;
    }

    private void Write(string path, int size)
    {
        byte[] bytes = new byte[size];
        _random.NextBytes(bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(root, path))!);
        File.WriteAllBytes(Path.Join(root, path), bytes);
        if (!_files.Contains(path))
        {
            _files.Add(path);
        }
    }

    // A new one, or another target of one that is there, or its end. They may lead nowhere.
    private void Link()
    {
        if (_links.Count > 0 && _random.Next(2) == 0)
        {
            string old = _links[_random.Next(_links.Count)];
            _links.Remove(old);
            File.Delete(Path.Join(root, old));
            return;
        }

        string path = NewName();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(root, path))!);
        File.CreateSymbolicLink(Path.Join(root, path), _random.Next(2) == 0 ? "nowhere" : Path.GetFileName(Pick(remove: false)));
        _links.Add(path);
    }

    private void RenameDirectory(string from)
    {
        string to = string.Create(CultureInfo.InvariantCulture, $"{side}-moved{_made++}");
        Directory.Move(Path.Join(root, from), Path.Join(root, to));
        foreach (List<string> paths in new[] { _files, _links })
        {
            string[] inside = [.. paths.Where(path => path.StartsWith(from + "/", StringComparison.Ordinal))];
            paths.RemoveAll(inside.Contains);
            paths.AddRange(inside.Select(path => to + path[from.Length..]));
        }
    }

    // Only a small one, or half of everything would be gone at once.
    private void RemoveDirectory(string path)
    {
        bool IsInside(string one) => one.StartsWith(path + "/", StringComparison.Ordinal);
        if (_files.Count(IsInside) <= 3)
        {
            Directory.Delete(Path.Join(root, path), recursive: true);
            _files.RemoveAll(IsInside);
            _links.RemoveAll(IsInside);
        }
    }

    private void Rename(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(root, to))!);
        File.Move(Path.Join(root, from), Path.Join(root, to));
        _files.Add(to);
    }
}
