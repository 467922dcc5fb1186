using System.Text;

namespace WorkspaceSync;

/// <summary>A path in the forms that globs are matched in, made once for all of them.</summary>
internal sealed class GlobSubject(string path)
{
    private byte[]? _bytes;
    private int[]? _runes;

    public byte[] Bytes => _bytes ??= Encoding.UTF8.GetBytes(path);

    public int[] Runes => _runes ??= [.. path.EnumerateRunes().Select(rune => rune.Value)];
}
