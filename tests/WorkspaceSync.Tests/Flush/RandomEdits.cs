using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>Random work on one side of a share. Each side has files of its own, so that nothing is edited on both at once.</summary>
internal sealed class RandomEdits(int seed, string root, string side)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _files = [];
    private int _made;

    /// <summary>Does some edits, creations, empty files, deletions, renames and changes of permissions.</summary>
    public void Batch()
    {
        int count = _random.Next(1, 12);
        for (int i = 0; i < count; i++)
        {
            switch (_files.Count < 3 ? 0 : _random.Next(8))
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

    private void Rename(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(root, to))!);
        File.Move(Path.Join(root, from), Path.Join(root, to));
        _files.Add(to);
    }
}
