using System.Net;

namespace WorkspaceSync;

/// <summary>What a path test is about.</summary>
/// <param name="Peer">The node at the other end.</param>
/// <param name="Address">Its address on a ZeroTier network; null when none is known.</param>
/// <param name="HostName">The SSH host that was asked for.</param>
/// <param name="Port">The TCP port to shake hands with.</param>
internal sealed record PathTarget(NodeAddress Peer, IPAddress? Address, string? HostName, int Port);
