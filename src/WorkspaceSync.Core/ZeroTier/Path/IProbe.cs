using System.Net;

namespace WorkspaceSync;

/// <summary>Sends something to an address that a living machine answers.</summary>
internal interface IProbe
{
    /// <summary>What it sends, such as <c>tcp 22</c>.</summary>
    string Name { get; }

    /// <summary>The time there and back; null when no answer came in time.</summary>
    Task<TimeSpan?> SendAsync(IPAddress to, TimeSpan patience, CancellationToken cancel);
}
