namespace WorkspaceSync;

/// <summary>Both directions of a channel. Who uses a tunnel expects what a socket throws, so a lost connection is an IOException around its cause.</summary>
internal sealed class TunnelStream(SshChannel channel) : AsyncStream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await channel.Output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (SyncException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await channel.SendAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (SyncException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            channel.Dispose();
        }

        base.Dispose(disposing);
    }
}
