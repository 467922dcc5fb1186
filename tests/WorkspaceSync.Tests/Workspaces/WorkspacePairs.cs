namespace WorkspaceSync.Tests;

/// <summary>A laptop and a far machine for each binary, made when a test first asks; the one asked for last is the session's world.</summary>
public sealed class WorkspacePairs : IAsyncLifetime
{
    private readonly Dictionary<string, WorkspacePair> _pairs = [];
    private SandboxSession? _session;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _session?.End();
        foreach (WorkspacePair pair in _pairs.Values)
        {
            await pair.DisposeAsync();
        }
    }

    internal async Task<WorkspacePair> GetAsync(string program)
    {
        if (!_pairs.TryGetValue(program, out WorkspacePair? pair))
        {
            pair = _pairs[program] = await WorkspacePair.StartAsync(program);
        }

        _session?.End();
        _session = new SandboxSession(pair.Sandbox);
        return pair;
    }
}
