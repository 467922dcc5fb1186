using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>A probe that is answered after so many milliseconds, or never.</summary>
internal sealed class ScriptedProbe(string name, double? milliseconds) : IProbe
{
    public string Name => name;

    /// <summary>Done before each answer.</summary>
    public Action? OnSend { get; init; }

    /// <summary>Where to it was sent.</summary>
    public List<IPAddress> Sent { get; } = [];

    public Task<TimeSpan?> SendAsync(IPAddress to, TimeSpan patience, CancellationToken cancel)
    {
        Sent.Add(to);
        OnSend?.Invoke();
        return Task.FromResult(milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : (TimeSpan?)null);
    }
}
