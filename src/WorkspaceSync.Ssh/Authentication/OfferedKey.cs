using Renci.SshNet.Security;

namespace WorkspaceSync;

/// <summary>A key as SSH.NET offers it to the server; what signs is only touched when the server takes it.</summary>
internal sealed class OfferedKey(string algorithm, PublicKey key, ConnectPatience patience) : HostAlgorithm(algorithm)
{
    /// <inheritdoc/>
    public override byte[] Data => key.Key.Blob;

    // A passphrase, or an agent that waits for a finger on its sensor, takes the time that it takes.
    /// <inheritdoc/>
    public override byte[] Sign(byte[] data)
    {
        byte[]? signature = patience.WaitForUser(_ => Task.FromResult(key.Sign(Name, data)));
        if (signature is null)
        {
            key.Remark = "could not be used";
        }

        return signature ?? SshSignature.None(Name);
    }

    /// <inheritdoc/>
    public override bool VerifySignature(byte[] data, byte[] signature) => throw new NotSupportedException();
}
