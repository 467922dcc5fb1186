using System.Text;

namespace WorkspaceSync;

/// <summary>Gets past the user's login shell, whatever it is and whatever it says, to a script of ours.</summary>
internal static class LoginShell
{
    private const int MostShown = 300;

    // Slow rc files take seconds; what waits for an answer at a prompt that nobody sees takes for ever.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts what the first line says, and leaves the streams where its own output begins.</summary>
    /// <returns>The process that leads the script's group.</returns>
    public static async Task<int> PassAsync(string hostName, SshChannel channel, string firstLine, string fence, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        FenceReading output;
        FenceReading noise;
        try
        {
            channel.Execute(RemoteCommand.LoginLine);
            await FeedAsync(channel, Encoding.ASCII.GetBytes(firstLine), patience.Token).ConfigureAwait(false);
            Task<FenceReading> errors = RemoteFence.ReadAsync(channel.Errors, fence, patience.Token);
            output = await RemoteFence.ReadAsync(channel.Output, fence, patience.Token).ConfigureAwait(false);
            noise = await errors.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SyncException(SyncError.RemoteShellFailed, $"{hostName}: the login shell there did not come to our script within {s_patience.TotalSeconds:0} s. Does an rc file wait for something? Try: ssh {hostName} true");
        }

        if (output.Word is null || noise.Word is null || !int.TryParse(output.Word, out int processId))
        {
            string said = Encoding.UTF8.GetString([.. noise.Before, .. output.Before]).Trim();
            throw new SyncException(
                SyncError.RemoteShellFailed,
                $"{hostName}: the login shell there ran no script of ours. It said: {(said.Length == 0 ? "nothing" : PrintableText.Of(said[..Math.Min(said.Length, MostShown)]))}. Try: ssh {hostName} true");
        }

        channel.Output.Return(output.Beyond);
        channel.Errors.Return(noise.Beyond);
        return processId;
    }

    /// <summary>Gives a shell something to read. One that has ended reads nothing: what it said, and not that, is what went wrong.</summary>
    public static async Task FeedAsync(SshChannel channel, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        try
        {
            await channel.SendAsync(text, cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // its output ends without our fence, which the caller names
        }
    }
}
