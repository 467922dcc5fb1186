using System.Buffers.Binary;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;

namespace WorkspaceSync;

/// <summary>A running ssh-agent, whoever made it: keys whose private halves never leave it (draft-miller-ssh-agent).</summary>
internal sealed class SshAgent(string address)
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;
    private const uint RsaSha256 = 2;
    private const uint RsaSha512 = 4;
    private const int LargestAnswer = 256 << 10;
    private const string PipePrefix = @"\\.\pipe\";

    /// <summary>Where it listens.</summary>
    public string Address => address;

    /// <summary>The agent that the configuration names; null when there is to be none.</summary>
    public static SshAgent? Find(SshOptions options)
    {
        string? configured = options.Get("identityagent");
        if (configured is null && options.Has("identityagent"))
        {
            return null; // "none"
        }

        string? path = configured switch
        {
            null or "SSH_AUTH_SOCK" => Environment.GetEnvironmentVariable("SSH_AUTH_SOCK"),
            ['$', not '{', ..] => Environment.GetEnvironmentVariable(configured[1..]),
            _ => new SshTokens(options).ExpandPath(configured.Trim('"')),
        };
        if (string.IsNullOrEmpty(path) && OperatingSystem.IsWindows())
        {
            path = PipePrefix + "openssh-ssh-agent";
        }

        return string.IsNullOrEmpty(path) ? null : new SshAgent(path);
    }

    /// <summary>Its keys; none when nothing answers there.</summary>
    public IReadOnlyList<PublicKey> GetKeys()
    {
        try
        {
            return Ask([RequestIdentities]) is [IdentitiesAnswer, .. byte[] list] ? Read(list) : [];
        }
        catch (ArgumentException)
        {
            return []; // lengths that are none: whatever listens there is no agent
        }
    }

    private List<PublicKey> Read(ReadOnlySpan<byte> rest)
    {
        List<PublicKey> keys = [];
        uint count = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[4..];
        for (uint index = 0; index < count; index++)
        {
            byte[] blob = Take(ref rest);
            string comment = PrintableText.Of(Encoding.UTF8.GetString(Take(ref rest)));
            if (HostKey.FromBlob(blob) is { } key)
            {
                keys.Add(new PublicKey(key, $"{comment} (agent)", (algorithm, data) => Sign(blob, algorithm, data)));
            }
        }

        return keys;
    }

    private byte[]? Sign(byte[] blob, string algorithm, byte[] data)
    {
        uint flags = PublicKey.SigningAlgorithm(algorithm) switch
        {
            "rsa-sha2-512" => RsaSha512,
            "rsa-sha2-256" => RsaSha256,
            _ => 0,
        };
        byte[] number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, flags);
        if (Ask([SignRequest, .. SshSignature.Field(blob), .. SshSignature.Field(data), .. number]) is not [SignResponse, ..] answer)
        {
            return null; // locked, or the user said no to it
        }

        ReadOnlySpan<byte> rest = answer.AsSpan(1);
        return Take(ref rest);
    }

    // Null when it cannot be reached or does not speak the protocol.
    private byte[]? Ask(byte[] request)
    {
        try
        {
            using Stream stream = Connect();
            stream.Write(SshSignature.Field(request));
            byte[] header = new byte[4];
            stream.ReadExactly(header);
            int length = BinaryPrimitives.ReadInt32BigEndian(header);
            if (length is <= 0 or > LargestAnswer)
            {
                return null;
            }

            byte[] answer = new byte[length];
            stream.ReadExactly(answer);
            return answer;
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private Stream Connect()
    {
        if (address.StartsWith(PipePrefix, StringComparison.Ordinal))
        {
            NamedPipeClientStream pipe = new(".", address[PipePrefix.Length..], PipeDirection.InOut);
            pipe.Connect(TimeSpan.FromSeconds(2));
            return pipe;
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(address));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static byte[] Take(ref ReadOnlySpan<byte> rest)
    {
        int length = BinaryPrimitives.ReadInt32BigEndian(rest);
        byte[] field = rest.Slice(4, length).ToArray();
        rest = rest[(4 + length)..];
        return field;
    }
}
