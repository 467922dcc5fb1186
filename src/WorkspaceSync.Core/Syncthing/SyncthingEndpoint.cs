namespace WorkspaceSync;

/// <summary>Where a daemon's API is, and what is needed to speak to it.</summary>
internal sealed class SyncthingEndpoint
{
    /// <summary>http or https; for a unix socket only its host matters, and that is loopback.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The socket's path, when the API is on one.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>Opens a stream to the API when it is on another machine; null when this machine reaches it itself.</summary>
    public Func<CancellationToken, Task<Stream>>? Tunnel { get; init; }

    /// <summary>The SHA-256 of the certificate (DER) that has to be presented; null where TLS is not used or the system's trust decides.</summary>
    public byte[]? PinnedCertificate { get; init; }

    public required ApiKey Key { get; init; }

    /// <summary>An endpoint out of an address that the user gave.</summary>
    /// <param name="pin">The certificate's SHA-256; null for none.</param>
    public static SyncthingEndpoint Parse(Uri uri, ApiKey key, byte[]? pin)
    {
        if (key.Reveal().Length == 0 || key.Reveal().Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            throw new SyncException(SyncError.ApiKeyRejected, "The API key is empty or has blanks in it. It is <apikey> under <gui> in the daemon's config.xml.");
        }

        if (uri is { IsAbsoluteUri: true, Scheme: "unix" })
        {
            return new SyncthingEndpoint { Uri = new Uri("http://127.0.0.1"), UnixSocket = uri.AbsolutePath, Key = key };
        }

        return uri is { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0 }
            ? new SyncthingEndpoint { Uri = new Uri(uri.GetLeftPart(UriPartial.Authority)), Key = key, PinnedCertificate = pin }
            : throw new SyncException(
                SyncError.AddressInvalid,
                $"'{uri}' is not the address of a Syncthing API. Give http://HOST:PORT, https://HOST:PORT or unix:///PATH, such as http://127.0.0.1:8384.");
    }

    /// <summary>Reads a SHA-256 fingerprint as <c>openssl x509 -fingerprint -sha256</c> and browsers write it.</summary>
    public static byte[] ParseFingerprint(string text)
    {
        string digits = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : throw new SyncException(SyncError.CertificateMismatch, $"'{text}' is not a SHA-256 fingerprint: give its 64 hexadecimal digits, with or without colons.");
    }

    public override string ToString() => UnixSocket ?? Uri.Authority;
}
