using Renci.SshNet;

namespace WorkspaceSync;

/// <summary>Keeps SSH.NET to the algorithms that ssh's configuration allows, and asks for a host key that can be compared.</summary>
internal static class AlgorithmChoice
{
    private const string CertificateMark = "-cert-v01@openssh.com";

    public static void Apply(ConnectionInfo info, SshOptions options, HostKeyGate gate)
    {
        Restrict(info.KeyExchangeAlgorithms, options, "kexalgorithms");
        Restrict(info.Encryptions, options, "ciphers");
        Restrict(info.HmacAlgorithms, options, "macs");
        Restrict(info.HostKeyAlgorithms, options, "hostkeyalgorithms");
        if (!options.IsYes("compression"))
        {
            info.CompressionAlgorithms.Remove("zlib@openssh.com");
        }

        // A certificate says nothing without an authority that we know.
        IReadOnlySet<string> types = gate.Known.KnownTypes;
        bool takesCertificates = gate.TakesCertificates && gate.Known.HasAuthority;
        foreach (string certificate in info.HostKeyAlgorithms.Keys.Where(name => !takesCertificates && IsCertificate(name)).ToArray())
        {
            info.HostKeyAlgorithms.Remove(certificate);
        }

        // What is known comes first, in the order that it has: a server may have several keys, and only some of them were seen.
        string[] order = [.. info.HostKeyAlgorithms.Keys.OrderBy(name => IsComparable(name, types) ? 0 : 1)];
        for (int index = 0; index < order.Length; index++)
        {
            info.HostKeyAlgorithms.SetPosition(order[index], index);
        }
    }

    /// <summary>Whether a host key algorithm is one with a certificate.</summary>
    public static bool IsCertificate(string? algorithm) => algorithm?.Contains(CertificateMark, StringComparison.Ordinal) == true;

    private static bool IsComparable(string algorithm, IReadOnlySet<string> types) =>
        IsCertificate(algorithm) || types.Contains(algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm);

    private static void Restrict<T>(IOrderedDictionary<string, T> algorithms, SshOptions options, string option)
    {
        HashSet<string> allowed = [.. options.GetWords(option)];
        string[] excluded = [.. algorithms.Keys.Where(name => !allowed.Contains(name))];
        if (allowed.Count == 0)
        {
            return;
        }

        if (excluded.Length == algorithms.Count)
        {
            throw new SyncException(SyncError.SshConfigInvalid, $"{options.Name}: your ssh configuration allows only {string.Join(", ", allowed)} for {option}, none of which is available here. Allow another for this host.");
        }

        foreach (string name in excluded)
        {
            algorithms.Remove(name);
        }
    }
}
