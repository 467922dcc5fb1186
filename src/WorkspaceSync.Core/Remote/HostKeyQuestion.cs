namespace WorkspaceSync;

/// <summary>A host key that nobody has confirmed yet.</summary>
/// <param name="HostName">The name as known_hosts would have it: an alias, or <c>[host]:port</c>.</param>
/// <param name="Address">The address that was connected to.</param>
/// <param name="KeyType">Such as <c>ssh-ed25519</c>.</param>
/// <param name="Fingerprint">As ssh shows it: <c>SHA256:</c> and base64 without padding.</param>
/// <param name="File">The known_hosts file that it would be written to.</param>
internal sealed record HostKeyQuestion(string HostName, string Address, string KeyType, string Fingerprint, string File);
