using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>
/// The bytes that came on a channel, to be read once. What is not read yet is bounded by the channel's window, which is given
/// back as it is read.
/// </summary>
internal sealed class ReceiveStream(Action<int>? onRead) : ReadOnlyStream
{
    private readonly Channel<ReadOnlyMemory<byte>> _arrived =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleWriter = false, SingleReader = true });

    private ReadOnlyMemory<byte> _current;

    /// <summary>Adds bytes; they are kept, not copied.</summary>
    public void Add(ReadOnlyMemory<byte> bytes) => _arrived.Writer.TryWrite(bytes);

    /// <summary>Nothing more comes: the end, or why there is none.</summary>
    public void Complete(Exception? error) => _arrived.Writer.TryComplete(error);

    /// <summary>Puts bytes back before everything that was not read yet. For the one who reads.</summary>
    public void Return(ReadOnlyMemory<byte> bytes) => _current = _current.IsEmpty ? bytes : (byte[])[.. bytes.Span, .. _current.Span];

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (_current.IsEmpty)
        {
            if (!_arrived.Reader.TryRead(out _current))
            {
                if (!await _arrived.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return 0;
                }

                continue;
            }

            onRead?.Invoke(_current.Length);
        }

        int count = Math.Min(buffer.Length, _current.Length);
        _current[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }
}
