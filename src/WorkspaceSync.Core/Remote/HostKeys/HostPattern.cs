using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync;

/// <summary>The host field of a known_hosts line: names, wildcards, negations, or one hashed name.</summary>
internal static class HostPattern
{
    private const string HashMark = "|1|";

    public static bool IsMatch(string field, string name)
    {
        if (field.StartsWith(HashMark, StringComparison.Ordinal))
        {
            return IsHashMatch(field, name);
        }

        bool found = false;
        foreach (string pattern in field.Split(','))
        {
            bool isNegated = pattern.StartsWith('!');
            if (IsWildcardMatch((isNegated ? pattern[1..] : pattern).ToLowerInvariant(), name.ToLowerInvariant()))
            {
                if (isNegated)
                {
                    return false; // wherever it stands in the list
                }

                found = true;
            }
        }

        return found;
    }

    /// <summary>A name so that it can be found but not read, as HashKnownHosts wants it.</summary>
    public static string Hash(string name)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(20);
        return $"{HashMark}{Convert.ToBase64String(salt)}|{Convert.ToBase64String(Digest(salt, name))}";
    }

    private static bool IsHashMatch(string field, string name)
    {
        string[] parts = field[HashMark.Length..].Split('|');
        byte[] salt = new byte[64];
        byte[] digest = new byte[64];
        return parts.Length == 2
            && Convert.TryFromBase64String(parts[0], salt, out int saltLength)
            && Convert.TryFromBase64String(parts[1], digest, out int digestLength)
            && Digest(salt[..saltLength], name.ToLowerInvariant()).AsSpan().SequenceEqual(digest.AsSpan(0, digestLength));
    }

    // The form of the file is SHA-1: it hides names from a glance and protects nothing.
#pragma warning disable CA5350
    private static byte[] Digest(byte[] salt, string name) => HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350

    /// <summary>Whether a name fits a pattern with <c>*</c> and <c>?</c>.</summary>
    public static bool IsWildcardMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        while (!pattern.IsEmpty)
        {
            if (pattern[0] == '*')
            {
                pattern = pattern.TrimStart('*');
                for (int skip = 0; skip <= name.Length; skip++)
                {
                    if (IsWildcardMatch(pattern, name[skip..]))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (name.IsEmpty || (pattern[0] != '?' && pattern[0] != name[0]))
            {
                return false;
            }

            pattern = pattern[1..];
            name = name[1..];
        }

        return name.IsEmpty;
    }
}
