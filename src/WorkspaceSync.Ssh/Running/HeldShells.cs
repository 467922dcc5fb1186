using System.Collections.Concurrent;

namespace WorkspaceSync;

/// <summary>The held shells of a connection: as many as scripts run at once, up to a few.</summary>
internal sealed class HeldShells(string hostName, SessionSlots slots) : IDisposable
{
    // Of the ten sessions that sshd usually allows; the others are for scripts that are read as they run.
    private const int Most = 4;

    // A script that was stopped is not waited for longer than this; it is killed by its number, not by our patience.
    private static readonly TimeSpan s_killPatience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turns = new(Most);
    private readonly ConcurrentStack<HeldShell> _idle = [];

    /// <summary>Those that wait for a script.</summary>
    public int Idle => _idle.Count;

    /// <summary>A shell for one script; waits for its turn.</summary>
    public async Task<HeldShell> TakeAsync(CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            while (_idle.TryPop(out HeldShell? shell))
            {
                if (shell.IsThere)
                {
                    return shell;
                }
            }

            return await HeldShell.OpenAsync(hostName, await slots.OpenAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    /// <summary>Runs a script in a shell that was taken, and gives it back. A script that is stopped is killed there.</summary>
    public async Task<RemoteResult> RunAsync(HeldShell shell, RemoteScript script, CancellationToken cancel)
    {
        try
        {
            return await shell.RunAsync(script, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(shell.ProcessId).ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (shell.IsReady)
            {
                _idle.Push(shell);
                if (slots.IsWanted)
                {
                    GiveUpOne();
                }
            }
            else
            {
                shell.Dispose();
            }

            _turns.Release();
        }
    }

    /// <summary>Runs a script for our own ends, such as a signal.</summary>
    public async Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel) =>
        await RunAsync(await TakeAsync(cancel).ConfigureAwait(false), script, cancel).ConfigureAwait(false);

    /// <summary>Ends those that wait; those that are busy end with the connection.</summary>
    public void Dispose()
    {
        while (_idle.TryPop(out HeldShell? shell))
        {
            shell.Dispose();
        }
    }

    /// <summary>Ends one of those that wait.</summary>
    public void GiveUpOne()
    {
        if (_idle.TryPop(out HeldShell? shell))
        {
            shell.End();
        }
    }

    // It needs a shell beside the one that is busy, and there may be none to have.
    private async Task KillAsync(int processId)
    {
        try
        {
            using CancellationTokenSource patience = new(s_killPatience);
            SshChannel channel = await slots.OpenAsync(patience.Token).ConfigureAwait(false);
            using HeldShell other = await HeldShell.OpenAsync(hostName, channel, patience.Token).ConfigureAwait(false);
            await other.RunAsync(RemoteCommand.Kill(processId), patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SyncException or OperationCanceledException or ChannelRefusedException or IOException)
        {
            // The connection is gone, and with it the way there.
        }
    }
}
