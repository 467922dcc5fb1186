using System.Buffers.Binary;

namespace WorkspaceSync;

/// <summary>Reads public keys, without anybody's passphrase.</summary>
internal static class PublicKeyFile
{
    private const string OpenSshBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string OpenSshEnd = "-----END OPENSSH PRIVATE KEY-----";
    private const int Largest = 1 << 20;

    private static ReadOnlySpan<byte> OpenSshMagic => "openssh-key-v1\0"u8;

    /// <summary>A public key or certificate in a line of its own; null when the file has none.</summary>
    public static HostKey? Read(string file)
    {
        foreach (string line in ReadText(file)?.Split('\n') ?? [])
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0].StartsWith('#'))
            {
                continue;
            }

            byte[] blob = new byte[words[1].Length];
            return Convert.TryFromBase64String(words[1].Trim(), blob, out int length) && HostKey.FromBlob(blob[..length]) is { } key && key.Type == words[0] ? key : null;
        }

        return null;
    }

    /// <summary>The public half that stands unencrypted in a private key of OpenSSH's form; null when it is of another.</summary>
    public static HostKey? ReadOpenSsh(string file)
    {
        string text = ReadText(file) ?? "";
        int begin = text.IndexOf(OpenSshBegin, StringComparison.Ordinal);
        int end = text.IndexOf(OpenSshEnd, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            return null;
        }

        try
        {
            ReadOnlySpan<byte> rest = Convert.FromBase64String(text[(begin + OpenSshBegin.Length)..end]);
            if (!rest.StartsWith(OpenSshMagic))
            {
                return null;
            }

            rest = rest[OpenSshMagic.Length..];
            for (int skipped = 0; skipped < 3; skipped++) // cipher, key derivation and its options
            {
                rest = rest[(4 + BinaryPrimitives.ReadInt32BigEndian(rest))..];
            }

            rest = rest[4..]; // the number of keys
            return HostKey.FromBlob(rest.Slice(4, BinaryPrimitives.ReadInt32BigEndian(rest)).ToArray());
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a private key of the older forms says that it has a passphrase.</summary>
    public static bool SaysEncrypted(string file) => ReadText(file)?.Contains("ENCRYPTED", StringComparison.Ordinal) == true;

    private static string? ReadText(string file)
    {
        try
        {
            FileInfo info = new(file);
            return info.Exists && info.Length < Largest ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
