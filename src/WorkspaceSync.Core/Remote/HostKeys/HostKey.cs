using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync;

/// <summary>A public key as it stands in known_hosts and comes from a server.</summary>
internal sealed record HostKey(string Type, byte[] Blob)
{
    /// <summary>As ssh shows it.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Blob)).TrimEnd('=');

    /// <summary>The key in a blob, which begins with its type; null when that is none.</summary>
    public static HostKey? FromBlob(byte[] blob)
    {
        if (blob.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(blob) is uint length && (length == 0 || length > blob.Length - 4))
        {
            return null;
        }

        return new HostKey(Encoding.ASCII.GetString(blob, 4, (int)length), blob);
    }

    public bool IsSame(HostKey other) => Blob.AsSpan().SequenceEqual(other.Blob);
}
