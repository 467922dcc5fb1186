namespace WorkspaceSync.Tests;

/// <summary>A server with two host keys and a certificate, beside keys of somebody else.</summary>
public sealed class KnownHostsServer : IAsyncLifetime
{
    internal TestSshServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestSshServer.StartAsync(
        ["HostCertificate {root}/host_ed25519-cert.pub", "HostCertificate {root}/host_ecdsa-cert.pub"],
        prepare: async root =>
        {
            await KeyTool.CreateAsync(Path.Join(root, "ca"), "ed25519");
            await KeyTool.CreateAsync(Path.Join(root, "other"), "ed25519");
            await KeyTool.CreateAsync(Path.Join(root, "rsa"), "rsa");
            await KeyTool.RunAsync("ssh-keygen", "-q", "-s", Path.Join(root, "ca"), "-I", "test", "-h", "-n", "127.0.0.1", Path.Join(root, "host_ed25519.pub"));
            await KeyTool.RunAsync("ssh-keygen", "-q", "-s", Path.Join(root, "ca"), "-I", "expired", "-h", "-n", "127.0.0.1", "-V", "-2d:-1d", Path.Join(root, "host_ecdsa.pub"));
        });

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
