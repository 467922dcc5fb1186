using System.Diagnostics;
using System.Net.Sockets;
using Renci.SshNet;

namespace WorkspaceSync;

/// <summary>Connects to a host as ssh would: its configuration, its way there, its key, the user's ways to log in.</summary>
internal static class SshDialer
{
    public static async Task<SshLink> ConnectAsync(string hostName, IRemotePrompt prompt, CancellationToken cancel)
    {
        SshOptions options = await SshResolver.ResolveAsync(hostName, cancel).ConfigureAwait(false);
        string user = prompt.Credential?.UserName is { Length: > 0 } given ? given : options.User;
        prompt.Tell($"{hostName}: {user}@{options.HostName}:{options.Port}");
        HostKeyGate gate = new(options);
        while (true)
        {
            try
            {
                return await ConnectOnceAsync(options, user, gate, prompt, cancel).ConfigureAwait(false);
            }
            catch (SyncException) when (gate.Unknown is not null && gate.Confirmed is null)
            {
                // The server does not wait while somebody compares fingerprints: it is asked again after the answer.
                await ConfirmAsync(options, gate, prompt, cancel).ConfigureAwait(false);
                gate = new HostKeyGate(options) { Confirmed = gate.Unknown, TakesCertificates = gate.TakesCertificates };
            }
            catch (SyncException) when (gate.IsCertificateInvalid)
            {
                prompt.Tell($"{hostName}: the host's certificate is not valid; its key counts");
                gate = new HostKeyGate(options) { TakesCertificates = false };
            }
        }
    }

    private static async Task<SshLink> ConnectOnceAsync(SshOptions options, string user, HostKeyGate gate, IRemotePrompt prompt, CancellationToken cancel)
    {
        using ConnectPatience patience = new(options.ConnectTimeout, cancel);
        ProxyProcess? proxy = null;
        Socket? socket = null;
        ConnectionInfo? info = null;
        Stopwatch watch = Stopwatch.StartNew();
        LoginMethods methods = new(options, user, new SecretPrompt(prompt, patience, options.IsYes("batchmode")), patience);
        try
        {
            if (ProxyProcess.CreateStart(options) is { } start)
            {
                prompt.Tell($"{options.Name}: through {string.Join(' ', start.ArgumentList.Skip(1))}");
                (proxy, socket) = await ProxyProcess.StartAsync(start, patience.Token).ConfigureAwait(false);
            }
            else
            {
                socket = await HostSocket.ConnectAsync(options, patience.Token).ConfigureAwait(false);
            }

            gate.Address = proxy is null ? $"{socket.RemoteEndPoint}" : $"{options.HostName}:{options.Port}";
            info = new ConnectionInfo(options.HostName, options.Port, user, methods.Create())
            {
                Timeout = Timeout.InfiniteTimeSpan, // our own patience knows when the user is typing
            };
            AlgorithmChoice.Apply(info, options, gate);
            SshTransport transport = await SshTransport.ConnectAsync(options.Name, info, socket, (_, e) => gate.OnHostKey(e), patience.Token).ConfigureAwait(false);
            prompt.Tell($"{options.Name}: connected in {watch.ElapsedMilliseconds} ms ({info.ServerVersion}, host key {info.CurrentHostKeyAlgorithm})");
            SshLink link = new(transport, options, $"{user}@{options.HostName}:{options.Port}", proxy);
            link.KeepAlive();
            return link;
        }
        catch (Exception e)
        {
            string complaint = proxy is null ? "" : await proxy.ReadErrorsAsync().ConfigureAwait(false);
            proxy?.Dispose();
            socket?.Dispose();
            gate.OnFailure(info?.CurrentHostKeyAlgorithm, e);
            if (e is SyncException || (e is OperationCanceledException && cancel.IsCancellationRequested))
            {
                throw;
            }

            throw gate.Refusal ?? ConnectFailure.Describe(options, user, patience, methods.OfferedKeys, complaint, e) ?? e;
        }
    }

    private static async Task ConfirmAsync(SshOptions options, HostKeyGate gate, IRemotePrompt prompt, CancellationToken cancel)
    {
        HostKey key = gate.Unknown!;
        bool isAutomatic = options.Get("stricthostkeychecking") is "accept-new" or "no" or "false" or "off";
        if (!isAutomatic)
        {
            bool mayAsk = !options.IsYes("stricthostkeychecking") && !options.IsYes("batchmode");
            HostKeyQuestion question = new(gate.Name, gate.Address, key.Type, key.Fingerprint, gate.File ?? "(no file)");
            if (!mayAsk || !await prompt.ConfirmHostKeyAsync(question, cancel).ConfigureAwait(false))
            {
                throw gate.Refusal!;
            }
        }

        if (gate.File is { } file)
        {
            KnownHostsWriter.Append(file, gate.Name, key, options.IsYes("hashknownhosts"));
            prompt.Tell($"{options.Name}: {key.Type} {key.Fingerprint} added to {file}{(isAutomatic ? ", as StrictHostKeyChecking wants it" : "")}");
        }
    }
}
