using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// The system's own ssh on this terminal: agent forwarding, ControlMaster and all of the user's configuration work, and so does
/// whatever a terminal does.
/// </summary>
internal static class TerminalSession
{
    // The login shell reads it whichever it is; ours only has to be a plain word in single quotes to each of them.
    private const string Shell = "cd -- \"$1\" && exec \"${SHELL:-/bin/sh}\" -l";
    private const string Tmux =
        "cd -- \"$1\" || exit; command -v tmux >/dev/null || { echo \"tmux is not installed there, so nothing would survive a dropped line. Install it, or leave out -Persist.\" >&2; exit 127; }; exec tmux new-session -A -s \"$2\" -c \"$1\"";

    /// <summary>Runs until the user leaves the shell there.</summary>
    /// <param name="session">The tmux session to attach to, or to begin; null for a plain shell.</param>
    /// <returns>ssh's exit code: the shell's, or 255 when the connection failed.</returns>
    public static async Task<int> RunAsync(string hostName, string directory, string? session, CancellationToken cancel)
    {
        string script = $"set -- {ShellQuote.Join([directory, session ?? ""])}; {(session is null ? Shell : Tmux)}";
        string line = ShellQuote.ToLine(script).Replace("'", "\\0047", StringComparison.Ordinal).Replace("!", "\\0041", StringComparison.Ordinal);
        using Process process = SshProgram.Start(SshProgram.CreateStart(
            "-t", "--", hostName, $"exec /bin/sh -c 'eval \"$(printf %b \"$1\")\"' sh '{line}'"));
        await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        return process.ExitCode;
    }
}
