using System.Text;

namespace WorkspaceSync;

/// <summary>Gets past the user's login shell, whatever it is and whatever it says, to a script of ours.</summary>
internal static class LoginShell
{
    private const int MostShown = 300;

    /// <summary>Starts what the first line says, and leaves the streams where its own output begins.</summary>
    /// <returns>The process that leads the script's group.</returns>
    public static async Task<int> PassAsync(string hostName, SshChannel channel, string firstLine, string fence, CancellationToken cancel)
    {
        channel.Execute(RemoteCommand.LoginLine);
        await channel.SendAsync(Encoding.ASCII.GetBytes(firstLine), cancel).ConfigureAwait(false);
        Task<FenceReading> errors = RemoteFence.ReadAsync(channel.Errors, fence, cancel);
        FenceReading output = await RemoteFence.ReadAsync(channel.Output, fence, cancel).ConfigureAwait(false);
        FenceReading noise = await errors.ConfigureAwait(false);
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
}
