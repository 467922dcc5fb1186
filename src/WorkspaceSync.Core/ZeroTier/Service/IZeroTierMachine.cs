using System.Net;

namespace WorkspaceSync;

/// <summary>A machine whose ZeroTier service is asked: this one, or one behind SSH.</summary>
internal interface IZeroTierMachine
{
    /// <summary>The host as the user types it to <c>ssh</c>; null is this machine.</summary>
    string? HostName { get; }

    /// <summary>What its files say, as far as the user may read them.</summary>
    Task<ZeroTierHome> FindHomeAsync(CancellationToken cancel);

    ICommandRunner Commands { get; }

    /// <summary>Sends one packet to an address, so that the neighbour table gets its row; whether it arrives is nobody's matter.</summary>
    Task NudgeAsync(IPAddress address, CancellationToken cancel);

    /// <summary>Opens a connection to a port of that machine's own loopback.</summary>
    ValueTask<Stream> ConnectAsync(int port, CancellationToken cancel);
}
