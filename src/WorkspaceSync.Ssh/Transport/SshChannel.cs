using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>One channel of a connection (RFC 4254, 5): a running command, or a tunnel.</summary>
internal sealed class SshChannel : IDisposable
{
    /// <summary>How much may arrive before somebody reads it; what OpenSSH takes too.</summary>
    public const uint Window = 2 << 20;

    /// <summary>The largest piece in which it arrives.</summary>
    public const uint LargestPacket = 32 << 10;

    private readonly ChannelSender _sender;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SshChannel(SshTransport transport, uint number)
    {
        Number = number;
        _sender = new ChannelSender(transport);
        Output = new ReceiveStream(_sender.Credit);
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
    public void SetVariable(string name, string value) => _sender.Request(new EnvironmentInfo(name, value));

    /// <summary>Runs a command in it.</summary>
    public void Execute(string command) => _sender.Request(new ExecInfo(command));

    /// <summary>Sends bytes as fast as the far side takes them.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => _sender.SendAsync(bytes, cancel);

    /// <summary>Tells the far side that no more comes.</summary>
    public void SendEnd() => _sender.SendEnd();

    /// <summary>Closes our side; what was not read is dropped.</summary>
    public void Dispose()
    {
        _sender.SendClose();
        OnEnd();
    }

    public void OnOpened(ChannelOpenConfirmationMessage message)
    {
        _sender.Open(message);
        _opened.TrySetResult();
    }

    public void OnRefused(ChannelOpenFailureMessage message)
    {
        _opened.TrySetException(new ChannelRefusedException(message.ReasonCode, message.Description));
        Leave(null);
    }

    public void OnWindow(uint bytes) => _sender.Grow(bytes);

    public void OnErrors(ReadOnlyMemory<byte> bytes)
    {
        Errors.Add(bytes);
        // Not here: this is the thread that reads the connection, and sending may have to wait for what it reads.
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Sender.Credit(work.Length), (Sender: _sender, bytes.Length), preferLocal: false);
    }

    public void OnEnd()
    {
        Output.Complete(null);
        Errors.Complete(null);
    }

    public void OnExit(int code) => _exited.TrySetResult(code);

    /// <summary>The server runs no command in it; there is no other request of ours that it answers.</summary>
    public void OnDenied() => Dispose();

    /// <summary>The server wants something that we know nothing of, such as OpenSSH's question whether we still live.</summary>
    public void OnUnknownRequest() => _sender.SendNo();

    public void OnClosed()
    {
        _sender.SendClose();
        Leave(null);
    }

    public void OnLost(SyncException error) => Leave(error);

    // The far side is gone: everybody who waits learns it.
    private void Leave(SyncException? error)
    {
        _sender.Leave(error);
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

        _gone.TrySetResult();
    }
}
