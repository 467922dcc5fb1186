using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace WorkspaceSync;

/// <summary>A program that speaks to the host's sshd for us on its standard streams: a ProxyCommand, or ssh through jump hosts.</summary>
internal sealed class ProxyProcess : IDisposable
{
    private const int MostErrors = 2000;

    // Ctrl+C in a terminal goes to all that run in it: it is to stop a command, not the connection that others use too.
    private const string Deaf = "trap '' INT; ";

    private readonly Process _process;
    // It may have failed a moment before it says why.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromMilliseconds(500);

    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _saidAll = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProxyProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What it complained of, on one line, when the connection through it came to nothing.</summary>
    public async Task<string> ReadErrorsAsync()
    {
        await Task.WhenAny(_saidAll.Task, Task.Delay(s_lastWords)).ConfigureAwait(false);
        lock (_errors)
        {
            return _errors.ToString();
        }
    }

    /// <summary>Null when the host is reached straight.</summary>
    public static ProcessStartInfo? CreateStart(SshOptions options)
    {
        ProcessStartInfo start;
        if (options.ProxyJump is { } jump)
        {
            // The last host of the list is the one that connects; ssh itself goes through those before it.
            string[] hosts = jump.Split(',');
            ProcessStartInfo ssh = SshProgram.CreateStart(
            [
                .. hosts.Length > 1 ? (string[])["-J", string.Join(',', hosts[..^1])] : [],
                "-W", $"[{options.HostName}]:{options.Port}", "--", Destination(hosts[^1]),
            ]);
            start = new ProcessStartInfo("/bin/sh", ["-c", Deaf + "exec \"$@\"", "sh", ssh.FileName, .. ssh.ArgumentList]);
        }
        else if (options.ProxyCommand is { } command)
        {
            start = new ProcessStartInfo("/bin/sh", ["-c", $"{Deaf}exec {new SshTokens(options).Expand(command)}"]);
        }
        else
        {
            return null;
        }

        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    /// <summary>Starts it behind a socket; it ends when the socket is closed.</summary>
    public static async Task<(ProxyProcess Proxy, Socket Socket)> StartAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        (Socket near, Socket far) = await SocketPair.CreateAsync(cancel).ConfigureAwait(false);
        try
        {
            ProxyProcess proxy = new(SshProgram.Start(start));
            _ = proxy.PumpAsync(far);
            return (proxy, near);
        }
        catch
        {
            near.Dispose();
            far.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        _process.Dispose();
    }

    // A port can only be given to ssh with the host as part of a URI.
    private static string Destination(string jump) =>
        jump.LastIndexOf(':') > jump.LastIndexOf(']') && !jump.StartsWith("ssh://", StringComparison.Ordinal) ? "ssh://" + jump : jump;

    private async Task PumpAsync(Socket far)
    {
        using NetworkStream stream = new(far, ownsSocket: true);
        Task there = CopyAsync(stream, _process.StandardInput.BaseStream);
        Task back = CopyAsync(_process.StandardOutput.BaseStream, stream);
        await Task.WhenAny(there, back).ConfigureAwait(false); // either end is the end of both
    }

    private static async Task CopyAsync(Stream from, Stream to)
    {
        try
        {
            await from.CopyToAsync(to).ConfigureAwait(false);
            await to.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two was closed.
        }
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            _saidAll.TrySetResult();
        }

        lock (_errors)
        {
            if (line is { Length: > 0 } && _errors.Length < MostErrors)
            {
                _errors.Append(_errors.Length > 0 ? "; " : "").Append(PrintableText.Of(line.Trim()));
            }
        }
    }
}
