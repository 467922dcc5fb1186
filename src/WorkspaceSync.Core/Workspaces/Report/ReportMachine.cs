namespace WorkspaceSync;

/// <summary>One machine of a report.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Node">Its daemon; null when that could not be asked.</param>
/// <param name="Trouble">Why not; null when it could.</param>
/// <param name="Shares">Its shares.</param>
/// <param name="Devices">Its devices that have to do with them.</param>
internal sealed record ReportMachine(string Name, SyncNode? Node, string? Trouble, IReadOnlyList<SyncStatus> Shares, IReadOnlyList<SyncDevice> Devices);
