using System.Buffers.Binary;
using System.Text;
using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>How a command ended, as sshd tells it.</summary>
internal static class RemoteExit
{
    /// <summary>What ssh itself gives when the server closes a session and says nothing.</summary>
    public const int Unknown = 255;

    // Linux's and macOS's numbers agree on those that RFC 4254 names, but for USR1 and USR2.
    private static readonly Dictionary<string, int> s_signals = new()
    {
        ["HUP"] = 1, ["INT"] = 2, ["QUIT"] = 3, ["ILL"] = 4, ["ABRT"] = 6, ["FPE"] = 8, ["KILL"] = 9, ["USR1"] = 10, ["SEGV"] = 11,
        ["USR2"] = 12, ["PIPE"] = 13, ["ALRM"] = 14, ["TERM"] = 15,
    };

    /// <summary>The exit code in a request of the server; null when the request is about something else.</summary>
    public static int? Read(ChannelRequestMessage message)
    {
        ReadOnlySpan<byte> data = message.RequestData.AsSpan(1); // whether a reply is wanted
        switch (message.RequestName)
        {
            case "exit-status":
                return BinaryPrimitives.ReadInt32BigEndian(data);
            case "exit-signal":
                int length = BinaryPrimitives.ReadInt32BigEndian(data);
                return 128 + s_signals.GetValueOrDefault(Encoding.ASCII.GetString(data.Slice(4, length)), 15);
            default:
                return null;
        }
    }

    /// <summary>Whether the server waits for an answer to its request.</summary>
    public static bool WantsReply(ChannelRequestMessage message) => message.RequestData is [not 0, ..];
}
