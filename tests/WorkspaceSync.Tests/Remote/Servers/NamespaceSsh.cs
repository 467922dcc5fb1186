namespace WorkspaceSync.Tests;

/// <summary>
/// An sshd that sees an account file, a shadow file and a PAM service of its own, mounted over the machine's where nobody else
/// sees it: passwords and login shells without touching the machine's accounts. Needs root and mount namespaces, as Linux has them.
/// </summary>
internal static class NamespaceSsh
{
    /// <summary>The password of its account.</summary>
    public static readonly string Password = $"correct horse 'battery\" staple {Guid.NewGuid():N}";

    private const string PamService = "auth required pam_unix.so nodelay\naccount required pam_permit.so\nsession required pam_permit.so\n";

    /// <param name="loginShell">The shell that the account has.</param>
    public static Task<TestSshServer> StartAsync(string loginShell, IEnumerable<string> serverOptions, IEnumerable<string> clientOptions) =>
        TestSshServer.StartAsync(serverOptions, clientOptions, prepare: root => PrepareAsync(root, loginShell), wrap: Wrap);

    private static async Task PrepareAsync(string root, string loginShell)
    {
        string[] accounts = [.. File.ReadAllLines("/etc/passwd").Select(line =>
            line.StartsWith("root:", StringComparison.Ordinal) ? line[..(line.LastIndexOf(':') + 1)] + loginShell : line)];
        string hash = (await KeyTool.RunAsync("openssl", "passwd", "-6", Password)).Trim();
        await File.WriteAllLinesAsync(Path.Join(root, "passwd"), accounts);
        await File.WriteAllTextAsync(Path.Join(root, "shadow"), $"root:{hash}:19000:0:99999:7:::\n");
        await KeyTool.RunAsync("chmod", "600", Path.Join(root, "shadow"));
        await File.WriteAllTextAsync(Path.Join(root, "pam"), PamService);
    }

    private static string[] Wrap(string root, string[] command) =>
    [
        "unshare", "-m", "--propagation", "private", "sh", "-c",
        """
        root=$1; shift
        mount --bind "$root/passwd" /etc/passwd && mount --bind "$root/shadow" /etc/shadow && mount --bind "$root/pam" /etc/pam.d/sshd && exec "$@"
        """,
        "sh", root, .. command,
    ];
}
