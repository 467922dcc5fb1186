namespace WorkspaceSync.Tests;

/// <summary>A pair of daemons for each binary, made when a test of the class first asks, ended with the class.</summary>
public sealed class DaemonPairs : IAsyncLifetime
{
    private readonly Dictionary<string, DaemonPair> _pairs = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (DaemonPair pair in _pairs.Values)
        {
            await pair.DisposeAsync();
        }
    }

    internal async Task<DaemonPair> GetAsync(string program) =>
        _pairs.TryGetValue(program, out DaemonPair? pair) ? pair : _pairs[program] = await DaemonPair.StartAsync(program);
}
