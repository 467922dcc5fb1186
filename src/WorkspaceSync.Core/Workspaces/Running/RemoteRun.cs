using System.Text;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>A command that runs on the other machine: its lines as they come, its input as it is fed, its end.</summary>
internal sealed class RemoteRun : IAsyncDisposable
{
    // Bounded: who writes faster than it is read has to wait, as in a shell's own pipe.
    private readonly Channel<RemoteLine> _lines = Channel.CreateBounded<RemoteLine>(new BoundedChannelOptions(1000) { SingleReader = true });
    private readonly CancellationTokenSource _end;
    private readonly IRemoteProcess _process;
    private readonly Task _pumps;

    private RemoteRun(IRemoteProcess process, CancellationToken cancel)
    {
        _process = process;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _pumps = Task.WhenAll(PumpAsync(process.Output, isError: false, _end.Token), PumpAsync(process.Errors, isError: true, _end.Token))
            .ContinueWith(ended => _lines.Writer.TryComplete(ended.Exception?.InnerException), TaskScheduler.Default);
    }

    /// <summary>Both streams' lines in the order that they came; ends with both streams.</summary>
    public ChannelReader<RemoteLine> Lines => _lines.Reader;

    /// <summary>Starts a script in a directory there.</summary>
    public static async Task<RemoteRun> StartAsync(IRemoteShell machine, string directory, string text, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        string script =
            $$"""
            cd -- "$1" || { echo "The directory is not there: $1" >&2; exit 125; }
            shift
            {{text}}
            """;
        IRemoteProcess process = await machine.StartAsync(new RemoteScript(script, [directory, .. arguments]) { WithLogin = true }, cancel).ConfigureAwait(false);
        return new RemoteRun(process, cancel);
    }

    /// <summary>Gives it a line of input.</summary>
    /// <returns>False when it reads no more.</returns>
    public async Task<bool> FeedAsync(string line, CancellationToken cancel)
    {
        try
        {
            await _process.Input.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false; // as a shell's own pipe: who has read enough is not forced to read on
        }
    }

    /// <summary>Tells it that no more input comes.</summary>
    public void EndInput() => _process.Input.Close();

    /// <summary>Waits for its end and gives the exit code.</summary>
    public async Task<int> WaitAsync(CancellationToken cancel)
    {
        await _pumps.WaitAsync(cancel).ConfigureAwait(false);
        return await _process.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Kills its process group there when it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _process.DisposeAsync().ConfigureAwait(false);
        await _pumps.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task PumpAsync(Stream stream, bool isError, CancellationToken cancel)
    {
        LineSplitter splitter = new();
        byte[] buffer = new byte[1 << 15];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
        {
            foreach (string line in splitter.Add(buffer.AsSpan(0, count)))
            {
                await _lines.Writer.WriteAsync(new RemoteLine(line, isError), cancel).ConfigureAwait(false);
            }
        }

        if (splitter.End() is { } last)
        {
            await _lines.Writer.WriteAsync(new RemoteLine(last, isError), cancel).ConfigureAwait(false);
        }
    }
}
