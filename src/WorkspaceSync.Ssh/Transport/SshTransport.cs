using System.Collections.Concurrent;
using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Messages;
using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>An authenticated connection to an sshd, and the channels that are open in it.</summary>
internal sealed class SshTransport : IDisposable
{
    private readonly string _hostName;
    private readonly Session _session;
    private readonly Socket _socket;
    private readonly Action<Message> _send;
    private readonly ConcurrentDictionary<uint, SshChannel> _channels = [];
    private readonly ConcurrentQueue<TaskCompletionSource> _pings = [];
    private readonly object _gate = new();
    private uint _lastNumber;
    private SyncException? _lost;

    private SshTransport(string hostName, Session session, Socket socket)
    {
        _hostName = hostName;
        _session = session;
        _socket = socket;
        _send = SessionInsides.SenderOf(session);
        session.ErrorOccured += (_, error) => Lose(error.Exception);
        session.Disconnected += (_, _) => Lose(null);
        session.ChannelOpenConfirmationReceived += (_, e) => Find(e.Message)?.OnOpened(e.Message);
        session.ChannelOpenFailureReceived += (_, e) => Find(e.Message)?.OnRefused(e.Message);
        session.ChannelWindowAdjustReceived += (_, e) => Find(e.Message)?.OnWindow(e.Message.BytesToAdd);
        // The message's bytes are the connection's buffer.
        session.ChannelDataReceived += (_, e) => Find(e.Message)?.Output.Add(e.Message.Data.AsSpan(e.Message.Offset, e.Message.Size).ToArray());
        session.ChannelExtendedDataReceived += (_, e) => Find(e.Message)?.OnErrors(e.Message.Data);
        session.ChannelEofReceived += (_, e) => Find(e.Message)?.OnEnd();
        session.ChannelCloseReceived += (_, e) => Find(e.Message)?.OnClosed();
        session.ChannelFailureReceived += (_, e) => Find(e.Message)?.OnDenied();
        session.ChannelRequestReceived += (_, e) => OnRequest(e.Message);
        session.RequestSuccessReceived += (_, _) => OnPong();
        session.RequestFailureReceived += (_, _) => OnPong();
    }

    /// <summary>Whether it still stands, as far as anybody has told.</summary>
    public bool IsAlive => Volatile.Read(ref _lost) is null;

    /// <summary>The channels that are open now.</summary>
    public int OpenChannels => _channels.Count;

    /// <summary>Speaks SSH over a connected socket, which it then owns, up to the end of the authentication.</summary>
    /// <param name="onHostKey">Sets CanTrust; is asked before anything about the user is sent.</param>
    public static async Task<SshTransport> ConnectAsync(
        string hostName, ConnectionInfo info, Socket socket, EventHandler<HostKeyEventArgs> onHostKey, CancellationToken cancel)
    {
        Session session = SessionInsides.CreateSession(info, socket);
        SshTransport transport = new(hostName, session, socket);
        session.HostKeyReceived += onHostKey;
        using CancellationTokenRegistration stop = cancel.Register(transport.Sever);
        try
        {
            // It blocks its thread through key exchange and authentication, where a user may be typing.
            await Task.Factory.StartNew(session.Connect, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            return transport;
        }
        catch (Exception e)
        {
            transport.Dispose();
            if (e is not OperationCanceledException)
            {
                cancel.ThrowIfCancellationRequested();
            }

            throw;
        }
    }

    /// <summary>Opens a channel.</summary>
    public async Task<SshChannel> OpenAsync(ChannelOpenInfo info, CancellationToken cancel)
    {
        SshChannel channel;
        lock (_gate)
        {
            if (_lost is not null)
            {
                throw _lost;
            }

            // SSH.NET numbers its own channels from 1, and makes none.
            channel = new SshChannel(this, ++_lastNumber);
            _channels[channel.Number] = channel;
        }

        try
        {
            Send(new ChannelOpenMessage(channel.Number, SshChannel.Window, SshChannel.LargestPacket, info));
            await channel.Opened.WaitAsync(cancel).ConfigureAwait(false);
            return channel;
        }
        catch (OperationCanceledException)
        {
            // The server's answer is still to come, and then it is closed.
            _ = channel.Opened.ContinueWith(_ => channel.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Asks the server for a sign of life.</summary>
    public Task PingAsync()
    {
        TaskCompletionSource pong = new(TaskCreationOptions.RunContinuationsAsynchronously);
        GlobalRequestMessage ping = new();
        ping.Load([0, 0, 0, 21, .. "keepalive@openssh.com"u8, 1]);
        lock (_pings)
        {
            _pings.Enqueue(pong);
            Send(ping);
        }

        return pong.Task;
    }

    /// <summary>Sends a message, or fails because the connection is lost.</summary>
    public void Send(Message message)
    {
        try
        {
            _send(message);
        }
        catch (Exception e) when (e is SshException or SocketException or ObjectDisposedException or NullReferenceException)
        {
            // SSH.NET forgets its socket when the connection ends, and looks at it before it sends.
            Lose(e);
            throw _lost!;
        }
    }

    /// <summary>The same where nobody minds.</summary>
    public void TrySend(Message message)
    {
        try
        {
            Send(message);
        }
        catch (SyncException)
        {
            // Everybody who waits for the connection has been told.
        }
    }

    /// <summary>Takes the connection for dead.</summary>
    public void Abandon(string reason)
    {
        Lose(new IOException(reason));
        Sever();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Lose(null);
        try
        {
            _session.Dispose();
        }
        catch (Exception e) when (e is SshException or SocketException or ObjectDisposedException)
        {
            // It was on its way out already.
        }

        _socket.Dispose();
    }

    private SshChannel? Find(ChannelMessage message)
    {
        SshChannel? channel = _channels.GetValueOrDefault(message.LocalChannelNumber);
        if (message is ChannelCloseMessage or ChannelOpenFailureMessage)
        {
            _channels.TryRemove(message.LocalChannelNumber, out _);
        }

        return channel;
    }

    private void OnRequest(ChannelRequestMessage message)
    {
        if (Find(message) is not { } channel)
        {
            return;
        }

        if (RemoteExit.Read(message) is { } code)
        {
            channel.OnExit(code);
        }
        else if (RemoteExit.WantsReply(message))
        {
            channel.OnUnknownRequest();
        }
    }

    private void OnPong()
    {
        if (_pings.TryDequeue(out TaskCompletionSource? pong))
        {
            pong.TrySetResult();
        }
    }

    private void Lose(Exception? cause)
    {
        lock (_gate)
        {
            if (_lost is not null)
            {
                return;
            }

            string reason = cause is null ? "" : $" ({PrintableText.Of(cause.Message.TrimEnd('.'))})";
            _lost = new SyncException(SyncError.ConnectionLost, $"{_hostName}: the ssh connection was lost{reason}. What ran there may still run. Try again; it is connected anew.", cause);
        }

        foreach (SshChannel channel in _channels.Values)
        {
            channel.OnLost(_lost);
        }

        _channels.Clear();
        while (_pings.TryDequeue(out TaskCompletionSource? pong))
        {
            pong.TrySetException(_lost);
            _ = pong.Task.Exception;
        }
    }

    private void Sever()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
