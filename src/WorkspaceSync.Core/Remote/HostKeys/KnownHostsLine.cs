namespace WorkspaceSync;

/// <summary>A line of a known_hosts file that has a key.</summary>
/// <param name="Marker">Such as <c>@revoked</c>; empty for an ordinary key.</param>
/// <param name="Hosts">The host field.</param>
internal sealed record KnownHostsLine(string File, int Number, string Marker, string Hosts, HostKey Key)
{
    public const string Revoked = "@revoked";
    public const string Authority = "@cert-authority";

    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>Where it stands, for messages.</summary>
    public string Place => $"{File}:{Number}";

    /// <summary>Null for an empty line, a comment, and what ssh would skip too.</summary>
    public static KnownHostsLine? Parse(string file, int number, string text)
    {
        string[] words = text.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0][0] == '#')
        {
            return null;
        }

        string marker = words[0][0] == '@' ? words[0] : "";
        ReadOnlySpan<string> fields = words.AsSpan(marker.Length > 0 ? 1 : 0);
        if (fields.Length < 3 || marker is not ("" or Revoked or Authority))
        {
            return null;
        }

        byte[] blob = new byte[fields[2].Length];
        return Convert.TryFromBase64String(fields[2], blob, out int length) && HostKey.FromBlob(blob[..length]) is { } key && key.Type == fields[1]
            ? new KnownHostsLine(file, number, marker, fields[0], key)
            : null;
    }

    public bool IsFor(string name) => HostPattern.IsMatch(Hosts, name);
}
