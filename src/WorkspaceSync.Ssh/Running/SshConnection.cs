using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>A standing connection and what can be done over it.</summary>
internal sealed class SshConnection : IDisposable
{
    // Of the ten sessions that sshd usually allows; the rest is left to the held shells, which also carry the signals.
    private const int MostProcesses = 8;

    private readonly SshLink _link;
    private readonly SessionSlots _slots;
    private readonly SemaphoreSlim _processTurns = new(MostProcesses);

    public SshConnection(SshLink link)
    {
        _link = link;
        _slots = new SessionSlots(link.Options.Name, link.Transport);
        Shells = new HeldShells(link.Options.Name, _slots);
        _slots.OnWanted = Shells.GiveUpOne;
    }

    public HeldShells Shells { get; }

    public string Destination => _link.Destination;

    public bool IsAlive => _link.Transport.IsAlive;

    /// <summary>Whether anything is open in it but shells that wait.</summary>
    public bool IsBusy => _link.Transport.OpenChannels > Shells.Idle;

    /// <summary>Whether the host answers now.</summary>
    public Task<bool> AnswersAsync(TimeSpan limit, CancellationToken cancel) => _link.AnswersAsync(limit, cancel);

    /// <summary>A session for a script, once it is its turn; nothing has been sent to it yet.</summary>
    /// <returns>Null when it wasn't its turn in the time given.</returns>
    public async Task<SshChannel?> OpenSessionAsync(TimeSpan limit, CancellationToken cancel)
    {
        if (!await _processTurns.WaitAsync(limit, cancel).ConfigureAwait(false))
        {
            return null;
        }

        try
        {
            return await _slots.OpenAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            _processTurns.Release();
            throw;
        }
    }

    /// <summary>Starts a script in it, with the variables that ssh would send. A held shell has none of them: our own scripts are not to speak the user's language.</summary>
    public async Task<SshProcess> StartAsync(SshChannel session, RemoteScript script, CancellationToken cancel)
    {
        try
        {
            foreach ((string name, string value) in SshEnvironment.Of(_link.Options))
            {
                session.SetVariable(name, value);
            }

            return await SshProcess.StartAsync(_link.Options.Name, session, Shells, script, () => _processTurns.Release(), cancel).ConfigureAwait(false);
        }
        catch
        {
            _processTurns.Release();
            throw;
        }
    }

    /// <summary>A channel to somewhere else.</summary>
    public Task<SshChannel> OpenTunnelAsync(ChannelOpenInfo info, CancellationToken cancel) => _link.Transport.OpenAsync(info, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The turns are not disposed of: whoever holds one learns from the connection that it is over, and gives it back then.
        Shells.Dispose();
        _link.Dispose();
    }
}
