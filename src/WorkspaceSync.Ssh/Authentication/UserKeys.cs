using Renci.SshNet;
using Renci.SshNet.Security;

namespace WorkspaceSync;

/// <summary>The user's keys for a host, in the order in which ssh would offer them.</summary>
internal sealed class UserKeys(SshOptions options, SecretPrompt prompt, ConnectPatience patience) : IPrivateKeySource
{
    private readonly List<PublicKey> _keys = [];

    /// <summary>What was offered, for the message when none was accepted.</summary>
    public IReadOnlyList<string> Labels => [.. _keys.Select(key => $"{key.Label} {key.Key.Type}{(key.Remark is null ? "" : $" ({key.Remark})")}")];

    /// <inheritdoc/>
    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms
    {
        get
        {
            HashSet<string> accepted = [.. options.GetWords("pubkeyacceptedalgorithms")];
            List<HostAlgorithm> offered = [];
            foreach (PublicKey key in Collect())
            {
                _keys.Add(key);
                offered.AddRange(key.Algorithms.Where(name => accepted.Count == 0 || accepted.Contains(name)).Select(name => new OfferedKey(name, key, patience)));
            }

            prompt.Tell($"{options.Name}: keys to offer: {(_keys.Count == 0 ? "none" : string.Join(", ", Labels))}");
            if (offered.Count == 1)
            {
                // SSH.NET signs with an only key unasked: a passphrase would be wanted for a key that the server never takes.
                offered.Add(offered[0]);
            }

            return offered;
        }
    }

    private IEnumerable<PublicKey> Collect()
    {
        SshTokens tokens = new(options);
        List<PublicKey> files = [];
        List<PublicKey> certificates = [];
        foreach (string path in options.GetAll("identityfile").Select(tokens.ExpandPath).Distinct())
        {
            IdentityFile file = new(path, options.PasswordPrompts, prompt);
            if (file.Find() is { } key)
            {
                files.Add(key);
                certificates.AddRange(options.GetAll("certificatefile").Select(tokens.ExpandPath).Prepend(path + "-cert.pub")
                    .Select(file.FindCertificate).OfType<PublicKey>().Where(certificate => IsCertificateOf(certificate.Key, key.Key)));
            }
        }

        IReadOnlyList<PublicKey> agent = GetAgentKeys();
        PublicKey[] both = [.. agent.Where(key => files.Any(file => file.Key.IsSame(key.Key)))];
        IEnumerable<PublicKey> onlyAgent = options.IsYes("identitiesonly") ? [] : agent.Except(both);
        return [.. certificates, .. both, .. onlyAgent, .. files.Where(file => !both.Any(key => key.Key.IsSame(file.Key)))];
    }

    private IReadOnlyList<PublicKey> GetAgentKeys()
    {
        if (SshAgent.Find(options) is not { } agent)
        {
            prompt.Tell($"{options.Name}: no ssh-agent");
            return [];
        }

        IReadOnlyList<PublicKey> keys = agent.GetKeys();
        prompt.Tell($"{options.Name}: ssh-agent at {agent.Address} has {keys.Count} keys");
        return keys;
    }

    // A certificate holds the public key after its own type and a nonce.
    private static bool IsCertificateOf(HostKey certificate, HostKey key)
    {
        ReadOnlySpan<byte> parts = key.Blob.AsSpan(4 + key.Type.Length);
        return certificate.Type.StartsWith(key.Type, StringComparison.Ordinal) && certificate.Blob.AsSpan().IndexOf(parts) > 0;
    }
}
