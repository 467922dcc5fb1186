namespace WorkspaceSync;

/// <summary>What known_hosts has to say, and the line that says it.</summary>
internal sealed record HostKeyVerdict(HostKeyStatus Status, KnownHostsLine? Line = null);
