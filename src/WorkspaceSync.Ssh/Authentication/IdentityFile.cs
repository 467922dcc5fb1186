using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace WorkspaceSync;

/// <summary>A private key in a file, which is opened, and its passphrase asked for, only when a server wants it.</summary>
internal sealed class IdentityFile(string path, int attempts, SecretPrompt prompt)
{
    private bool _isTried;
    private IReadOnlyCollection<HostAlgorithm>? _opened;

    /// <summary>What can be offered to a server; null when there is no such key.</summary>
    public PublicKey? Find()
    {
        HostKey? key = PublicKeyFile.Read(path + ".pub") ?? PublicKeyFile.Read(path) ?? PublicKeyFile.ReadOpenSsh(path);
        if (!File.Exists(path) || !IsPrivate())
        {
            return key is null ? null : new PublicKey(key, path, (_, _) => null);
        }

        // Old forms do not show their public half.
        key ??= Open() is { } opened ? HostKey.FromBlob(opened.First().Data) : null;
        return key is null ? null : new PublicKey(key, path, Sign);
    }

    /// <summary>Its certificate, signed with it.</summary>
    public PublicKey? FindCertificate(string file) =>
        PublicKeyFile.Read(file) is { } certificate ? new PublicKey(certificate, file, Sign) : null;

    private byte[]? Sign(string algorithm, byte[] data) =>
        Open()?.FirstOrDefault(candidate => candidate.Name == PublicKey.SigningAlgorithm(algorithm))?.Sign(data);

    private bool IsPrivate()
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) == 0)
        {
            return true;
        }

        prompt.Tell($"{path} is left out, as ssh would: others can read it. chmod 600 {path}");
        return false;
    }

    private IReadOnlyCollection<HostAlgorithm>? Open()
    {
        if (_isTried)
        {
            return _opened;
        }

        _isTried = true;
        string? passphrase = null;
        for (int attempt = 0; attempt <= attempts; attempt++)
        {
            try
            {
                using FileStream stream = File.OpenRead(path);
                return _opened = new PrivateKeyFile(stream, passphrase).HostKeyAlgorithms;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A missing or wrong passphrase is what the key's form makes of it: a bad padding, a bad number, a bad structure.
                if (passphrase is null && e is not SshPassPhraseNullOrEmptyException && !PublicKeyFile.SaysEncrypted(path))
                {
                    prompt.Tell($"{path} cannot be read: {PrintableText.Of(e.Message)}");
                    return null;
                }
            }

            if (attempt == attempts || (passphrase = prompt.Ask(attempt == 0 ? $"Passphrase of {path}" : $"That was not it. Passphrase of {path}")) is null)
            {
                break;
            }
        }

        prompt.Tell($"{path} stays locked: no passphrase for it");
        return null;
    }
}
