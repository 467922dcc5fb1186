namespace WorkspaceSync;

/// <summary>The files in which ssh would look for a host's key.</summary>
internal sealed record HostKeyFiles(IReadOnlyList<string> User, IReadOnlyList<string> Global, string? Revoked)
{
    // The beginning of a key revocation list in OpenSSH's binary form.
    private static ReadOnlySpan<byte> RevocationListMark => "SSHKRL\n\0"u8;

    public static HostKeyFiles Of(SshOptions options)
    {
        SshTokens tokens = new(options);
        return new HostKeyFiles(
            [.. options.GetWords("userknownhostsfile").Select(tokens.ExpandPath)],
            [.. options.GetWords("globalknownhostsfile").Select(tokens.ExpandPath)],
            options.Get("revokedhostkeys") is { } revoked ? tokens.ExpandPath(revoked) : null);
    }

    /// <summary>The file that a confirmed key is written to: the user's first; null when they keep none.</summary>
    public string? Writable => User is [string first, ..] ? first : null;

    /// <summary>Whether RevokedHostKeys has the key. A list that cannot be read is no list without it.</summary>
    public bool IsRevoked(HostKey key)
    {
        if (Revoked is null)
        {
            return false;
        }

        byte[] content;
        try
        {
            content = File.ReadAllBytes(Revoked);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(SyncError.SshConfigInvalid, $"RevokedHostKeys names {Revoked}, which cannot be read: {e.Message} Nothing was sent.", e);
        }

        if (content.AsSpan().StartsWith(RevocationListMark))
        {
            throw new SyncException(SyncError.SshConfigInvalid, $"RevokedHostKeys names {Revoked}, a binary key revocation list, which is not understood here. Nothing was sent. A list of public keys works.");
        }

        string revoked = Convert.ToBase64String(key.Blob);
        return System.Text.Encoding.UTF8.GetString(content).Split('\n').Any(line => !line.StartsWith('#') && line.Split(' ').Contains(revoked));
    }
}
