namespace WorkspaceSync;

/// <summary>A key of the user that a server may be shown, wherever its private half is.</summary>
/// <param name="Key">The public key, or certificate.</param>
/// <param name="Label">What it is called in messages.</param>
/// <param name="Sign">Signs data with an algorithm, and gives the signature as SSH sends it; null when it cannot.</param>
internal sealed record PublicKey(HostKey Key, string Label, Func<string, byte[], byte[]?> Sign)
{
    /// <summary>Why it could not be used after all.</summary>
    public string? Remark { get; set; }

    private const string CertificateMark = "-cert-v01@openssh.com";

    /// <summary>The algorithms to offer it with, the best first.</summary>
    public IEnumerable<string> Algorithms => Key.Type switch
    {
        "ssh-rsa" => ["rsa-sha2-512", "rsa-sha2-256"],
        "ssh-rsa" + CertificateMark => ["rsa-sha2-512" + CertificateMark, "rsa-sha2-256" + CertificateMark],
        _ => [Key.Type],
    };

    /// <summary>An algorithm without the certificate around it: that is what signs.</summary>
    public static string SigningAlgorithm(string algorithm) => algorithm.Replace(CertificateMark, "", StringComparison.Ordinal);
}
