namespace WorkspaceSync;

/// <summary>
/// The order of a walk that goes down before it goes on: byte by byte, with the slash before everything else. It is that of
/// <c>LC_ALL=C sort</c> once the slashes are replaced by a byte below all others, so two machines agree on it.
/// </summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        int shared = x.AsSpan().CommonPrefixLength(y);
        return shared == x!.Length || shared == y!.Length ? x.Length.CompareTo(y!.Length) : Rank(x[shared]).CompareTo(Rank(y[shared]));
    }

    // UTF-16 puts what needs two units before the last of what needs one; UTF-8 and code points don't.
    private static int Rank(char letter) => letter switch
    {
        '/' => 0,
        >= '\ue000' => letter - 0x800,
        >= '\ud800' => letter + 0x2000,
        _ => letter,
    };
}
