using System.Runtime.InteropServices;
using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>
/// What goes out on a channel: in order, as fast as the far side takes it, and never after the channel was closed. Then the
/// server gives its number to the next one, and what came late would be that one's.
/// </summary>
internal sealed class ChannelSender(SshTransport transport)
{
    private readonly object _sending = new(); // held while something is sent
    private readonly object _gate = new();
    private TaskCompletionSource _windowGrew = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _number;
    private uint _largestPacket;
    private long _window;
    private int _creditDue;
    private bool _isOpen;
    private bool _isEndSent;
    private volatile bool _isOver;
    private SyncException? _lost;

    /// <summary>The server has opened the channel under a number of its own.</summary>
    public void Open(ChannelOpenConfirmationMessage message)
    {
        _number = message.RemoteChannelNumber;
        _largestPacket = Math.Max(1, message.MaximumPacketSize);
        _isOpen = true;
        Grow(message.InitialWindowSize);
    }

    /// <summary>The far side takes so many bytes more.</summary>
    public void Grow(uint bytes)
    {
        TaskCompletionSource grew;
        lock (_gate)
        {
            _window += bytes;
            grew = _windowGrew;
            _windowGrew = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grew.TrySetResult();
    }

    /// <summary>Asks for something in the channel.</summary>
    public void Request(RequestInfo request)
    {
        lock (_sending)
        {
            ThrowIfOver();
            transport.Send(new ChannelRequestMessage(_number, request));
        }
    }

    /// <summary>Sends bytes as the window allows.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            int count = SendPiece(bytes, out Task grew);
            if (count == 0)
            {
                await grew.WaitAsync(cancel).ConfigureAwait(false);
            }

            bytes = bytes[count..];
        }
    }

    /// <summary>Tells the far side that no more comes.</summary>
    public void SendEnd()
    {
        lock (_sending)
        {
            if (_isOpen && !_isEndSent && !_isOver)
            {
                _isEndSent = true;
                transport.TrySend(new ChannelEofMessage(_number));
            }
        }
    }

    /// <summary>Says no to a request of the server.</summary>
    public void SendNo()
    {
        lock (_sending)
        {
            if (_isOpen && !_isOver)
            {
                transport.TrySend(new ChannelFailureMessage(_number));
            }
        }
    }

    /// <summary>Lets the far side send so many bytes more; told in large pieces.</summary>
    public void Credit(int bytes)
    {
        lock (_sending)
        {
            _creditDue += bytes;
            if (_creditDue >= SshChannel.Window / 4 && _isOpen && !_isOver)
            {
                transport.TrySend(new ChannelWindowAdjustMessage(_number, (uint)_creditDue));
                _creditDue = 0;
            }
        }
    }

    /// <summary>Closes our side; nothing is sent after it.</summary>
    public void SendClose()
    {
        lock (_sending)
        {
            if (_isOpen && !_isOver)
            {
                _isOver = true;
                transport.TrySend(new ChannelCloseMessage(_number));
            }
        }
    }

    /// <summary>Nobody is there any more.</summary>
    public void Leave(SyncException? error)
    {
        TaskCompletionSource grew;
        lock (_gate)
        {
            _lost ??= error;
            _isOver = true;
            grew = _windowGrew;
        }

        grew.TrySetResult(); // who waits looks again, and is told
    }

    private int SendPiece(ReadOnlyMemory<byte> bytes, out Task grew)
    {
        lock (_sending)
        {
            int count;
            lock (_gate)
            {
                ThrowIfOver();
                count = (int)Math.Min(bytes.Length, Math.Min(_window, _largestPacket));
                _window -= count;
                grew = _windowGrew.Task;
            }

            if (count > 0)
            {
                ArraySegment<byte> piece = MemoryMarshal.TryGetArray(bytes[..count], out ArraySegment<byte> array) ? array : bytes[..count].ToArray();
                transport.Send(new ChannelDataMessage(_number, piece.Array!, piece.Offset, piece.Count));
            }

            return count;
        }
    }

    private void ThrowIfOver()
    {
        if (_lost is not null)
        {
            throw _lost;
        }

        if (_isOver || _isEndSent)
        {
            throw new IOException("The far side reads no more.");
        }
    }
}
