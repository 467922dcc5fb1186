using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// A <c>sh</c> on the far machine that runs one script after another, so that only the first pays for the login shell's start
/// and its rc files.
/// </summary>
internal sealed class HeldShell : IDisposable
{
    private readonly string _hostName;
    private readonly SshChannel _channel;

    private HeldShell(string hostName, SshChannel channel, int processId)
    {
        _hostName = hostName;
        _channel = channel;
        ProcessId = processId;
    }

    /// <summary>Its number there; what it runs descends from it.</summary>
    public int ProcessId { get; }

    /// <summary>Whether it is between two scripts, and so fit for another.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Whether it has not ended: somebody there may have killed it.</summary>
    public bool IsThere => !_channel.Gone.IsCompleted;

    public static async Task<HeldShell> OpenAsync(string hostName, SshChannel channel, CancellationToken cancel)
    {
        try
        {
            string fence = RemoteFence.Create();
            return new HeldShell(hostName, channel, await LoginShell.PassAsync(hostName, channel, RemoteCommand.Hold(fence), fence, cancel).ConfigureAwait(false));
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    /// <summary>Runs a script that reads no input. After a failure the shell is not ready any more.</summary>
    public async Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel)
    {
        IsReady = false;
        string begin = RemoteFence.Create();
        string end = RemoteFence.Create();
        await LoginShell.FeedAsync(_channel, Encoding.UTF8.GetBytes(RemoteCommand.RunHeld(script, begin, end)), cancel).ConfigureAwait(false);
        Task<FenceReading> errors = ReadAsync(_channel.Errors, begin, end, cancel);
        FenceReading output = await ReadAsync(_channel.Output, begin, end, cancel).ConfigureAwait(false);
        FenceReading complaints = await errors.ConfigureAwait(false);
        if (output.Word is null || complaints.Word is null)
        {
            throw new SyncException(SyncError.ConnectionLost, $"{_hostName}: the shell there ended in the middle of a script. Was it killed? Try again.");
        }

        IsReady = true;
        return new RemoteResult(int.Parse(output.Word, CultureInfo.InvariantCulture), output.Before, Encoding.UTF8.GetString(complaints.Before));
    }

    /// <summary>Lets it end by itself: only then does sshd count one session less.</summary>
    public void End() => _channel.SendEnd();

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static async Task<FenceReading> ReadAsync(ReceiveStream stream, string begin, string end, CancellationToken cancel)
    {
        FenceReading start = await RemoteFence.ReadAsync(stream, begin, cancel).ConfigureAwait(false); // what a script before left running may have said something
        stream.Return(start.Beyond);
        FenceReading content = await RemoteFence.ReadAsync(stream, end, cancel).ConfigureAwait(false);
        stream.Return(content.Beyond);
        return content;
    }
}
