using System.Diagnostics;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>This machine by the same contract as a far one, so that what <c>sh</c> does on both is written once.</summary>
/// <param name="environment">Variables that its scripts have besides those of this process; null takes one away.</param>
internal sealed class LocalShell(IReadOnlyDictionary<string, string?>? environment = null) : IRemoteShell
{
    public static LocalShell Instance { get; } = new();

    public string HostName => Environment.MachineName;

    public string Destination => HostName;

    public async Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel)
    {
        await using LocalProcess process = Start(script);
        Task<byte[]> output = ReadAsync(process.Output, cancel);
        Task<byte[]> errors = ReadAsync(process.Errors, cancel);
        if (script.Input is { } input)
        {
            await process.Input.WriteAsync(input, cancel).ConfigureAwait(false);
        }

        process.Input.Close();
        byte[] written = await output.ConfigureAwait(false);
        string complaints = System.Text.Encoding.UTF8.GetString(await errors.ConfigureAwait(false));
        return new RemoteResult(await process.WaitAsync(cancel).ConfigureAwait(false), written, complaints);
    }

    public Task<IRemoteProcess> StartAsync(RemoteScript script, CancellationToken cancel) => Task.FromResult<IRemoteProcess>(Start(script));

    public async Task<Stream> OpenTcpAsync(string host, int port, CancellationToken cancel)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<Stream> OpenUnixSocketAsync(string path, CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private LocalProcess Start(RemoteScript script)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", script.Text, "sh", .. script.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new LocalProcess(Process.Start(start)!);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using MemoryStream whole = new();
        await stream.CopyToAsync(whole, cancel).ConfigureAwait(false);
        return whole.ToArray();
    }

    private sealed class LocalProcess(Process process) : IRemoteProcess
    {
        public Stream Output => process.StandardOutput.BaseStream;

        public Stream Errors => process.StandardError.BaseStream;

        public Stream Input => process.StandardInput.BaseStream;

        public async Task<int> WaitAsync(CancellationToken cancel)
        {
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return process.ExitCode;
        }

        public Task SignalAsync(string signal, CancellationToken cancel)
        {
            process.Kill(entireProcessTree: true);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // it has ended by itself
            }

            process.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
