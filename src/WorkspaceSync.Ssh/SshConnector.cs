using System.Collections.Concurrent;

namespace WorkspaceSync;

/// <summary>The session's SSH connections: one for each host and user that was asked for.</summary>
internal sealed class SshConnector : IRemoteConnector
{
    private static readonly TimeSpan s_idleLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_idleCheck = TimeSpan.FromSeconds(30);

    // With the configuration: a sandbox may give the same name another meaning.
    private readonly ConcurrentDictionary<(string Host, string? User, string? Config), SshShell> _shells = [];
    private Timer? _idleTimer;

    /// <inheritdoc/>
    public IReadOnlyList<string> Connected => [.. _shells.Values.Where(shell => shell.Host.Current is not null).Select(shell => shell.HostName).Distinct()];

    /// <inheritdoc/>
    public async Task<IRemoteShell> GetAsync(string hostName, IRemotePrompt prompt, CancellationToken cancel)
    {
        SshShell shell = (prompt.Credential is null ? FindConnected(hostName) : null)
            ?? _shells.GetOrAdd((hostName, prompt.Credential?.UserName, SshProgram.ConfigFile), _ => new SshShell(new SshHost(hostName)));
        await shell.Host.ConnectAsync(prompt, cancel).ConfigureAwait(false);
        WatchIdle();
        return shell;
    }

    /// <inheritdoc/>
    public Task<bool> CloseAsync(string hostName)
    {
        bool isAny = false;
        foreach (SshShell shell in _shells.Where(pair => pair.Key.Host == hostName).Select(pair => pair.Value))
        {
            isAny |= shell.Host.Close();
        }

        return Task.FromResult(isAny);
    }

    /// <summary>Closes all; the connector can be used again.</summary>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _idleTimer, null)?.Dispose();
        foreach (SshShell shell in _shells.Values)
        {
            shell.Host.Close();
        }

        return ValueTask.CompletedTask;
    }

    // Whoever gave a credential once need not give it again while the connection stands.
    private SshShell? FindConnected(string hostName) => _shells
        .Where(pair => pair.Key.Host == hostName && pair.Key.Config == SshProgram.ConfigFile && pair.Value.Host.Current is not null)
        .Select(pair => pair.Value).FirstOrDefault();

    private void WatchIdle()
    {
        if (_idleTimer is not null)
        {
            return;
        }

        Timer timer = new(_ => CloseIdle(), null, s_idleCheck, s_idleCheck);
        if (Interlocked.CompareExchange(ref _idleTimer, timer, null) is not null)
        {
            timer.Dispose();
        }
    }

    private void CloseIdle()
    {
        foreach (SshShell shell in _shells.Values)
        {
            shell.Host.CloseIfIdle(s_idleLimit);
        }
    }
}
