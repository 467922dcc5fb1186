using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>Asks ssh itself what it would do for a host: <c>ssh -G</c> reads the configuration, so that we never have to.</summary>
internal static class SshResolver
{
    /// <param name="hostName">As the user types it to <c>ssh</c>: an alias, a name, <c>user@host</c> or <c>ssh://user@host:port</c>.</param>
    public static async Task<SshOptions> ResolveAsync(string hostName, CancellationToken cancel)
    {
        if (hostName.Length == 0 || hostName[0] == '-' || hostName.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            throw new SyncException(SyncError.HostNotFound, $"'{PrintableText.Of(hostName)}' is not a name that ssh takes. Give a host of your ssh configuration, a host name, or user@host.");
        }

        ProcessStartInfo start = SshProgram.CreateStart("-G", "--", hostName);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process ssh = SshProgram.Start(start);
        ssh.StandardInput.Close();
        try
        {
            Task<string> errors = ssh.StandardError.ReadToEndAsync(cancel);
            string answer = await ssh.StandardOutput.ReadToEndAsync(cancel).ConfigureAwait(false);
            string complaint = (await errors.ConfigureAwait(false)).Trim();
            await ssh.WaitForExitAsync(cancel).ConfigureAwait(false);
            return ssh.ExitCode == 0
                ? SshOptions.Parse(hostName, answer)
                : throw new SyncException(
                    SyncError.SshConfigInvalid, $"{hostName}: ssh cannot make out its configuration: {PrintableText.Of(complaint)}. See: ssh -G {hostName}");
        }
        catch (OperationCanceledException)
        {
            ssh.Kill();
            throw;
        }
    }
}
