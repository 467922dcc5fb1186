using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// A private, unprivileged sshd for each of a sandbox's far machines: own host key and own user key, loopback only, sessions
/// that have the machine's HOME; and the ssh_config by which they are reached.
/// </summary>
internal static class SandboxSsh
{
    private static readonly string[] s_folders = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Starts the servers.</summary>
    /// <param name="server">The sshd; null is the system's.</param>
    /// <returns>The ssh_config; null when there is no far machine, or no OpenSSH here.</returns>
    public static async Task<string?> StartAsync(
        string sandbox, IReadOnlyList<SandboxDaemon> machines, SandboxGuard guard, string? server, CancellationToken cancel)
    {
        string? program = server ?? Find("sshd");
        if (machines.Count == 0 || program is null || Find("ssh-keygen") is not { } keygen)
        {
            return null;
        }

        string directory = Path.Join(sandbox, "ssh");
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Join(directory, "sshd"), program, cancel).ConfigureAwait(false);
        foreach (string key in new[] { "host_key", "user_key" })
        {
            await GenerateAsync(keygen, Path.Join(directory, key), cancel).ConfigureAwait(false);
        }

        PrepareRoot();
        File.Copy(Path.Join(directory, "user_key.pub"), Path.Join(directory, "authorized_keys"));
        string hostKey = string.Join(' ', (await File.ReadAllTextAsync(Path.Join(directory, "host_key.pub"), cancel).ConfigureAwait(false)).Split(' ').Take(2));
        StringBuilder config = new(), known = new();
        foreach (SandboxDaemon machine in machines)
        {
            string port = await StartOneAsync(directory, machine, guard, cancel).ConfigureAwait(false);
            config.Append(CultureInfo.InvariantCulture, $"Host {machine.Name}\n  HostName 127.0.0.1\n  Port {port}\n");
            known.Append(CultureInfo.InvariantCulture, $"[127.0.0.1]:{port} {hostKey}\n");
            machine.HostName = machine.Name;
        }

        config.Append(CultureInfo.InvariantCulture, $"Host *\n  User {Environment.UserName}\n  IdentityFile \"{directory}/user_key\"\n  IdentitiesOnly yes\n  IdentityAgent none\n");
        config.Append(CultureInfo.InvariantCulture, $"  UserKnownHostsFile \"{directory}/known_hosts\"\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n  LogLevel ERROR\n");
        await File.WriteAllTextAsync(Path.Join(directory, "known_hosts"), known.ToString(), cancel).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Join(directory, "config"), config.ToString(), cancel).ConfigureAwait(false);
        return Path.Join(directory, "config");
    }

    private static async Task<string> StartOneAsync(string directory, SandboxDaemon machine, SandboxGuard guard, CancellationToken cancel)
    {
        string log = Path.Join(machine.UserHome, "sshd.log");
        Directory.CreateDirectory(machine.UserHome);
        for (int attempt = 1; ; attempt++)
        {
            string port = SandboxConfiguration.FreePort();
            await File.WriteAllTextAsync(Path.Join(directory, $"{machine.Name}.conf"), ServerConfig(directory, machine, port), cancel).ConfigureAwait(false);
            await guard.SendAsync($"sshd {machine.Name}", cancel).ConfigureAwait(false);
            if (await AnswersAsync(port, log, cancel).ConfigureAwait(false))
            {
                return port;
            }

            if (attempt == 3 || !ReadLog(log).Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new SyncException(SyncError.SandboxFailed, $"The sandbox's sshd for '{machine.Name}' did not start. The end of its log:{Environment.NewLine}{ReadLog(log)}");
            }
        }
    }

    private static string ServerConfig(string directory, SandboxDaemon machine, string port) =>
        $"""
        ListenAddress 127.0.0.1
        Port {port}
        HostKey "{directory}/host_key"
        AuthorizedKeysFile "{directory}/authorized_keys"
        PidFile none
        UsePAM no
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        AllowUsers {Environment.UserName}
        SetEnv HOME="{machine.UserHome}"
        PrintMotd no
        PrintLastLog no
        Subsystem sftp internal-sftp

        """;

    // As root sshd wants the directory that its service would have made.
    private static void PrepareRoot()
    {
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }

    private static async Task<bool> AnswersAsync(string port, string log, CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_patience)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture), cancel).ConfigureAwait(false);
                byte[] greeting = new byte[4];
                await client.GetStream().ReadExactlyAsync(greeting, cancel).ConfigureAwait(false);
                return greeting.AsSpan().SequenceEqual("SSH-"u8);
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                if (ReadLog(log) is var text && (text.Contains("already in use", StringComparison.Ordinal) || text.Contains("fatal:", StringComparison.Ordinal) || text.Contains("Bad configuration", StringComparison.Ordinal)))
                {
                    return false;
                }
            }

            await Task.Delay(20, cancel).ConfigureAwait(false);
        }

        return false;
    }

    private static async Task GenerateAsync(string keygen, string file, CancellationToken cancel)
    {
        ProcessStartInfo start = new(keygen, ["-q", "-t", "ed25519", "-N", "", "-C", "workspacesync-sandbox", "-f", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync(cancel).ConfigureAwait(false);
        await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new SyncException(SyncError.SandboxFailed, $"'{keygen}' made no key for the sandbox: {errors.Trim()}");
        }
    }

    // sshd has to be started by its whole path, and is not in the PATH of ordinary users.
    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(s_folders).Select(folder => Path.Join(folder, program)).FirstOrDefault(file => Path.IsPathRooted(file) && File.Exists(file));

    private static string ReadLog(string log)
    {
        try
        {
            return string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(10));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
