using System.Buffers.Binary;
using System.Text;

namespace WorkspaceSync;

/// <summary>A signature as SSH writes it: the algorithm's name, then the bytes.</summary>
internal static class SshSignature
{
    /// <summary>A signature that no server accepts: SSH.NET has no way to say that a key will not sign after all, and goes on to the next key after it.</summary>
    public static byte[] None(string algorithm) => [.. Field(Encoding.ASCII.GetBytes(PublicKey.SigningAlgorithm(algorithm))), .. Field([])];

    /// <summary>A string with its length before it.</summary>
    public static byte[] Field(ReadOnlySpan<byte> content)
    {
        byte[] field = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, content.Length);
        content.CopyTo(field.AsSpan(4));
        return field;
    }
}
