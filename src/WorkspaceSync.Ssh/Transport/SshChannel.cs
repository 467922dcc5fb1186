using System.Runtime.InteropServices;
using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>One channel of a connection (RFC 4254, 5): a running command, or a tunnel.</summary>
internal sealed class SshChannel : IDisposable
{
    /// <summary>How much may arrive before somebody reads it; what OpenSSH takes too.</summary>
    public const uint Window = 2 << 20;

    /// <summary>The largest piece in which it arrives.</summary>
    public const uint LargestPacket = 32 << 10;

    private readonly SshTransport _transport;
    private readonly object _gate = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _windowGrew = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _remoteNumber;
    private uint _remoteLargestPacket;
    private long _remoteWindow;
    private int _creditDue;
    private bool _isEndSent;
    private bool _isCloseSent;
    private bool _isClosed;
    private SyncException? _lost;

    public SshChannel(SshTransport transport, uint number)
    {
        _transport = transport;
        Number = number;
        Output = new ReceiveStream(Credit);
        // Standard error is credited when it comes: who reads one stream to its end and then the other must not wait for ever.
        Errors = new ReceiveStream(null);
    }

    /// <summary>Our number for it.</summary>
    public uint Number { get; }

    /// <summary>What the far side sends.</summary>
    public ReceiveStream Output { get; }

    /// <summary>What a command there writes to its standard error.</summary>
    public ReceiveStream Errors { get; }

    /// <summary>Done when the server has opened it; fails with a ChannelRefusedException.</summary>
    public Task Opened => _opened.Task;

    /// <summary>The exit code of the command in it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Done when the channel is gone for both sides.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Sets a variable for the command that follows.</summary>
    public void SetVariable(string name, string value) => _transport.Send(new ChannelRequestMessage(_remoteNumber, new EnvironmentInfo(name, value)));

    /// <summary>Runs a command in it.</summary>
    public void Execute(string command) => _transport.Send(new ChannelRequestMessage(_remoteNumber, new ExecInfo(command)));

    /// <summary>Sends bytes as fast as the far side takes them.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            int count;
            Task grew;
            lock (_gate)
            {
                ThrowIfUnwritable();
                count = (int)Math.Min(bytes.Length, Math.Min(_remoteWindow, _remoteLargestPacket));
                _remoteWindow -= count;
                grew = _windowGrew.Task;
            }

            if (count == 0)
            {
                await grew.WaitAsync(cancel).ConfigureAwait(false);
                continue;
            }

            ArraySegment<byte> piece = MemoryMarshal.TryGetArray(bytes[..count], out ArraySegment<byte> array) ? array : bytes[..count].ToArray();
            _transport.Send(new ChannelDataMessage(_remoteNumber, piece.Array!, piece.Offset, piece.Count));
            bytes = bytes[count..];
        }
    }

    /// <summary>Tells the far side that no more comes.</summary>
    public void SendEnd()
    {
        lock (_gate)
        {
            if (_isEndSent || _isCloseSent || _isClosed || _lost is not null)
            {
                return;
            }

            _isEndSent = true;
        }

        _transport.TrySend(new ChannelEofMessage(_remoteNumber));
    }

    /// <summary>Closes our side; what was not read is dropped.</summary>
    public void Dispose()
    {
        SendClose();
        Output.Complete(null);
        Errors.Complete(null);
    }

    public void OnOpened(ChannelOpenConfirmationMessage message)
    {
        _remoteNumber = message.RemoteChannelNumber;
        _remoteLargestPacket = Math.Max(1, message.MaximumPacketSize);
        OnWindow(message.InitialWindowSize);
        _opened.TrySetResult();
    }

    public void OnRefused(ChannelOpenFailureMessage message)
    {
        _opened.TrySetException(new ChannelRefusedException(message.ReasonCode, message.Description));
        Leave(null);
    }

    public void OnWindow(uint bytes)
    {
        TaskCompletionSource grew;
        lock (_gate)
        {
            _remoteWindow += bytes;
            grew = _windowGrew;
            _windowGrew = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grew.TrySetResult();
    }

    public void OnErrors(ReadOnlyMemory<byte> bytes)
    {
        Errors.Add(bytes);
        // Not here: this is the thread that reads the connection, and sending may have to wait for what it reads.
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Channel.Credit(work.Length), (Channel: this, bytes.Length), preferLocal: false);
    }

    public void OnEnd()
    {
        Output.Complete(null);
        Errors.Complete(null);
    }

    public void OnExit(int code) => _exited.TrySetResult(code);

    /// <summary>For requests that we know nothing of, such as OpenSSH's question whether we still live.</summary>
    public void Deny() => _transport.TrySend(new ChannelFailureMessage(_remoteNumber));

    public void OnClosed()
    {
        SendClose();
        Leave(null);
    }

    public void OnLost(SyncException error) => Leave(error);

    private void Credit(int bytes)
    {
        int credit;
        lock (_gate)
        {
            _creditDue += bytes;
            if (_creditDue < Window / 4 || _isCloseSent || _isClosed || _lost is not null)
            {
                return;
            }

            credit = _creditDue;
            _creditDue = 0;
        }

        _transport.TrySend(new ChannelWindowAdjustMessage(_remoteNumber, (uint)credit));
    }

    private void SendClose()
    {
        lock (_gate)
        {
            if (_isCloseSent || _lost is not null || !_opened.Task.IsCompletedSuccessfully)
            {
                return;
            }

            _isCloseSent = true;
        }

        _transport.TrySend(new ChannelCloseMessage(_remoteNumber));
    }

    // The far side is gone: everybody who waits learns it.
    private void Leave(SyncException? error)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _lost = error;
        }

        Output.Complete(error);
        Errors.Complete(error);
        if (error is null)
        {
            _exited.TrySetResult(RemoteExit.Unknown);
        }
        else
        {
            _opened.TrySetException(error);
            _exited.TrySetException(error);
            _ = _exited.Task.Exception; // nobody has to wait for it
            _ = _opened.Task.Exception;
        }

        _windowGrew.TrySetResult();
        _gone.TrySetResult();
    }

    private void ThrowIfUnwritable()
    {
        if (_lost is not null)
        {
            throw _lost;
        }

        if (_isClosed || _isCloseSent || _isEndSent)
        {
            throw new IOException("The far side reads no more.");
        }
    }
}
