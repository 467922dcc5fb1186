using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>A machine with a home, commands and connections of a test's own.</summary>
internal sealed class TestMachine(Func<ZeroTierHome> findHome, ICommandRunner commands) : IZeroTierMachine
{
    private readonly LocalMachine _local = new();

    public string? HostName { get; init; }

    public ICommandRunner Commands => commands;

    /// <summary>The addresses that were nudged.</summary>
    public List<IPAddress> Nudged { get; } = [];

    public Task<ZeroTierHome> FindHomeAsync(CancellationToken cancel) => Task.FromResult(findHome());

    public Task NudgeAsync(IPAddress address, CancellationToken cancel)
    {
        Nudged.Add(address);
        return Task.CompletedTask;
    }

    public ValueTask<Stream> ConnectAsync(int port, CancellationToken cancel) => _local.ConnectAsync(port, cancel);
}
