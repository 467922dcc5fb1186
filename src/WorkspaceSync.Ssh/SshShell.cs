using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>A host as everybody sees it: the same shell while the session knows the host, whatever becomes of its connections.</summary>
internal sealed class SshShell(SshHost host) : IRemoteShell
{
    public SshHost Host => host;

    /// <inheritdoc/>
    public string HostName => host.HostName;

    /// <inheritdoc/>
    public string Destination => host.Destination;

    /// <inheritdoc/>
    public async Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel)
    {
        if (script.Input is not null || script.WithLogin)
        {
            return await RunOwnAsync(script, cancel).ConfigureAwait(false);
        }

        (SshConnection connection, HeldShell shell) = await host.OpenAsync(to => to.Shells.TakeAsync(cancel), cancel).ConfigureAwait(false);
        return await connection.Shells.RunAsync(shell, script, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IRemoteProcess> StartAsync(RemoteScript script, CancellationToken cancel)
    {
        (SshConnection connection, SshChannel session) = await host.OpenSessionAsync(cancel).ConfigureAwait(false);
        return await connection.StartAsync(session, script, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenTcpAsync(string targetHost, int port, CancellationToken cancel)
    {
        try
        {
            return await OpenAsync(new DirectTcpInfo(targetHost, port), cancel).ConfigureAwait(false);
        }
        catch (ChannelRefusedException e)
        {
            throw Refused($"{targetHost}:{port}", e.Description, e);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenUnixSocketAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await OpenAsync(new StreamLocalInfo(path), cancel).ConfigureAwait(false);
        }
        catch (ChannelRefusedException e)
        {
            // sshd says the same of a socket that it may not open and of one that is not there; a program there tells them apart.
            host.Tell($"{HostName}: sshd does not open {PrintableText.Of(path)} ({PrintableText.Of(e.Description)}); bridging it with a program there");
            return await UnixSocketBridge.OpenAsync(this, path, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What is said of a tunnel whose far end is not to be had.</summary>
    public SyncException Refused(string target, string reason, Exception? cause = null) =>
        new(SyncError.TunnelRefused, $"{HostName}: {target} cannot be reached from there: {PrintableText.Of(reason)}. Is it what runs there, and does sshd allow forwarding (AllowTcpForwarding)?", cause);

    private async Task<Stream> OpenAsync(ChannelOpenInfo info, CancellationToken cancel)
    {
        (_, SshChannel channel) = await host.OpenAsync(to => to.OpenTunnelAsync(info, cancel), cancel).ConfigureAwait(false);
        return new TunnelStream(channel);
    }

    private async Task<RemoteResult> RunOwnAsync(RemoteScript script, CancellationToken cancel)
    {
        await using IRemoteProcess process = await StartAsync(script, cancel).ConfigureAwait(false);
        using MemoryStream output = new();
        using StreamReader errors = new(process.Errors);
        Task fed = FeedAsync(process, script.Input ?? default, cancel);
        Task read = process.Output.CopyToAsync(output, cancel);
        string complaints = await errors.ReadToEndAsync(cancel).ConfigureAwait(false);
        await read.ConfigureAwait(false);
        int code = await process.WaitAsync(cancel).ConfigureAwait(false);
        await fed.ConfigureAwait(false);
        return new RemoteResult(code, output.ToArray(), complaints);
    }

    private static async Task FeedAsync(IRemoteProcess process, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        try
        {
            await process.Input.WriteAsync(input, cancel).ConfigureAwait(false);
            await process.Input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended without reading all: that is its own affair.
        }
    }
}
