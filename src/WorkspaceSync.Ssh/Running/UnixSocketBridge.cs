namespace WorkspaceSync;

/// <summary>Reaches a unix socket of a machine whose sshd opens none, by the first program there that can.</summary>
internal static class UnixSocketBridge
{
    private const string Connected = "connected";

    // Each says that it could connect before it joins the streams, as far as it lets itself be asked.
    private const string Script = """
        if command -v perl >/dev/null 2>&1; then
            exec perl -MSocket -e '
                socket(S, PF_UNIX, SOCK_STREAM, 0) && connect(S, sockaddr_un($ARGV[0])) or die "$!\n";
                print STDERR "connected\n";
                if ($child = fork) { while (sysread(STDIN, $b, 65536)) { syswrite(S, $b) } shutdown(S, 1); waitpid($child, 0) }
                else { while (sysread(S, $b, 65536)) { syswrite(STDOUT, $b) } kill "TERM", getppid }' "$1"
        fi
        if command -v python3 >/dev/null 2>&1; then
            exec python3 -c '
        import os, socket, sys, threading
        s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); os.write(2, b"connected\n")
        def there():
            while b := os.read(0, 65536): s.sendall(b)
            s.shutdown(socket.SHUT_WR)
        threading.Thread(target=there, daemon=True).start()
        while b := s.recv(65536): os.write(1, b)' "$1"
        fi
        [ -S "$1" ] && [ -w "$1" ] || { echo "no socket that can be written to" >&2; exit 1; }
        if command -v socat >/dev/null 2>&1; then echo connected >&2; exec socat - "UNIX-CONNECT:$1"; fi
        if command -v nc >/dev/null 2>&1; then echo connected >&2; exec nc -U "$1"; fi
        echo "none of perl, python3, socat and nc is there to bridge it" >&2
        exit 1
        """;

    public static async Task<Stream> OpenAsync(SshShell shell, string path, CancellationToken cancel)
    {
        IRemoteProcess process = await shell.StartAsync(new RemoteScript(Script, path), cancel).ConfigureAwait(false);
        try
        {
            using StreamReader errors = new(process.Errors, leaveOpen: true);
            string? answer = await errors.ReadLineAsync(cancel).ConfigureAwait(false);
            return answer == Connected ? new ProcessStream(process) : throw shell.Refused(path, answer ?? "no answer");
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
