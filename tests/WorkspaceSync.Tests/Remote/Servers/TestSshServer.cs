using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>
/// A private sshd on loopback, with its own keys, whose sessions have a home of their own: a second machine for one test.
/// While it lives, ssh and the module reach it under its alias.
/// </summary>
internal sealed class TestSshServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _sshd;
    private readonly TestSshConfig _config;

    private TestSshServer(string root, string alias, int port, Process sshd, TestSshConfig config)
    {
        (Root, Alias, Port, _sshd, _config) = (root, alias, port, sshd, config);
        _sshd.ErrorDataReceived += (_, line) => Note(line.Data);
        _sshd.BeginErrorReadLine();
    }

    /// <summary>Everything of it.</summary>
    public string Root { get; }

    /// <summary>Its name for ssh.</summary>
    public string Alias { get; }

    public int Port { get; }

    /// <summary>What its sessions have for HOME.</summary>
    public string Home => Path.Join(Root, "home");

    /// <summary>The known_hosts file of its clients.</summary>
    public string KnownHosts => Path.Join(Root, "known_hosts");

    /// <summary>The user's private key, without a passphrase.</summary>
    public string UserKey => Path.Join(Root, "user");

    /// <summary>The public half of its ed25519 host key.</summary>
    public string HostKey => File.ReadAllText(Path.Join(Root, "host_ed25519.pub"));

    public TestSshConfig Config => _config;

    /// <summary>What it wrote.</summary>
    public List<string> Log { get; } = [];

    /// <param name="serverOptions">Lines of sshd_config that come before ours; <c>{root}</c> is the server's folder.</param>
    /// <param name="clientOptions">The same for ssh_config.</param>
    /// <param name="prepare">Puts more into the folder before sshd starts.</param>
    /// <param name="wrap">Starts sshd by another command: gets the command line, gives the one to run.</param>
    public static async Task<TestSshServer> StartAsync(
        IEnumerable<string>? serverOptions = null,
        IEnumerable<string>? clientOptions = null,
        TestSshConfig? config = null,
        Func<string, Task>? prepare = null,
        Func<string, string[], string[]>? wrap = null)
    {
        string root = Directory.CreateTempSubdirectory("ws-sshd-").FullName;
        Directory.CreateDirectory(Path.Join(root, "home"));
        await KeyTool.CreateAsync(Path.Join(root, "host_ed25519"), "ed25519");
        await KeyTool.CreateAsync(Path.Join(root, "host_ecdsa"), "ecdsa");
        await KeyTool.CreateAsync(Path.Join(root, "user"), "ed25519");
        File.Copy(Path.Join(root, "user.pub"), Path.Join(root, "authorized_keys"));
        if (prepare is not null)
        {
            await prepare(root);
        }

        int port = FreePort.Next();
        await File.WriteAllLinesAsync(Path.Join(root, "sshd_config"), (serverOptions ?? []).Select(line => line.Replace("{root}", root)).Concat(
        [
            $"Port {port}", "ListenAddress 127.0.0.1", $"HostKey {root}/host_ed25519", $"HostKey {root}/host_ecdsa", "PidFile none",
            $"AuthorizedKeysFile {root}/authorized_keys", "UsePAM no", "StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
            $"SetEnv HOME={root}/home", "PrintMotd no", "UseDNS no", "LogLevel VERBOSE",
        ]));
        string alias = "there-" + port;
        config ??= new TestSshConfig(Path.Join(root, "ssh_config"));
        config.Add(alias, (clientOptions ?? []).Select(line => line.Replace("{root}", root)).Concat(
        [
            "HostName 127.0.0.1", $"Port {port}", $"User {Environment.UserName}", $"IdentityFile {root}/user", "IdentitiesOnly yes", "IdentityAgent none",
            $"UserKnownHostsFile {root}/known_hosts", "GlobalKnownHostsFile /dev/null", "HashKnownHosts no",
        ]));
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd"); // where a distribution's sshd separates its privileges
        }

        string[] command = ["/usr/sbin/sshd", "-D", "-e", "-f", $"{root}/sshd_config"];
        command = wrap?.Invoke(root, command) ?? command;
        Process sshd = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        TestSshServer server = new(root, alias, port, sshd, config);
        try
        {
            await Eventually.TrueAsync("sshd listens", () => server.HasLogged("Server listening"), s_patience, () => string.Join('\n', server.Log));
            server.Trust();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes its host key known to its clients.</summary>
    public void Trust() => File.WriteAllText(KnownHosts, $"[127.0.0.1]:{Port} {HostKey}");

    public bool HasLogged(string text)
    {
        lock (Log)
        {
            return Log.Any(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>The processes that serve its connections; a killed one is a connection that dropped.</summary>
    public IReadOnlyList<int> Sessions => ProcessTree.Children(_sshd.Id);

    public void DropConnections()
    {
        foreach (int session in Sessions)
        {
            ProcessTree.Kill(session);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RemoteHosts.Connector.CloseAsync(Alias);
        _sshd.Kill(entireProcessTree: true);
        await _sshd.WaitForExitAsync().WaitAsync(s_patience);
        _sshd.Dispose();
        _config.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (Log)
            {
                Log.Add(line);
            }
        }
    }
}
