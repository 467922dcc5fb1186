using System.Security.Cryptography;

namespace WorkspaceSync;

/// <summary>The content of a conflict on this machine.</summary>
internal sealed class LocalConflictContent(LocalFiles files, string livePath, FileFacts? live, string copyPath, FileFacts copy) : ConflictContent
{
    // As much as git looks at.
    private const int Beginning = 8000;

    private const long MostToCount = 200_000;

    public override bool AreIdentical() => live is not null && live.Kind == copy.Kind && copy.Kind switch
    {
        FileKind.File => files.HaveSameBytes(livePath, copyPath),
        FileKind.Link => new FileInfo(files.Absolute(livePath)).LinkTarget == new FileInfo(files.Absolute(copyPath)).LinkTarget,
        _ => false,
    };

    public override SyncConflictKind FindKind()
    {
        if (KindOf(live, copy) is { } kind)
        {
            return kind;
        }

        try
        {
            return HasZeros(copyPath) || (live is not null && HasZeros(livePath)) ? SyncConflictKind.Binary : SyncConflictKind.Text;
        }
        catch (SyncException)
        {
            return SyncConflictKind.Other; // the property of a row in a table: whoever compares or resolves is told why
        }
    }

    public override int? CountDifferentLines()
    {
        if (live is null || Math.Max(live.Size, copy.Size) > MostToCount || FindKind() is not SyncConflictKind.Text)
        {
            return null;
        }

        string before = File.ReadAllText(files.Absolute(livePath)), after = File.ReadAllText(files.Absolute(copyPath));
        return TextDiffs.Current.Compare(before, after).Sum(block => Math.Max(block.Count, block.NewCount));
    }

    public override string? Hash(string path, FileFacts facts)
    {
        if (facts.Kind != FileKind.File)
        {
            return null;
        }

        using FileStream stream = files.Open(path);
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    private bool HasZeros(string path)
    {
        using FileStream stream = files.Open(path);
        byte[] buffer = new byte[Beginning];
        int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer.AsSpan(0, count).Contains((byte)0);
    }
}
