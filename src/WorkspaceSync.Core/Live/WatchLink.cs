namespace WorkspaceSync;

/// <summary>The way from a machine to one of its devices.</summary>
/// <param name="Address">Through what Syncthing is connected; null when it is not.</param>
/// <param name="Path">What ZeroTier says of the way; null when it has no part in it or can't be asked.</param>
internal sealed record WatchLink(string Device, bool Connected, bool Paused, string? Address, string? Type, string? Path);
