using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorkspaceSync.Tests;

/// <summary>The local daemon, however it was told to listen, and whoever else answers in its place.</summary>
[Collection(LocalDaemonGroup.Name)]
public class LocalDaemonTests
{
    [Theory]
    [EveryProgram]
    public async Task ACmdletWithoutANodeMeansTheLocalDaemon(string program)
    {
        await using LocalDaemon daemon = await LocalDaemon.StartAsync(program, []);
        SyncNode node = await LocalDaemon.ConnectAsync();
        using CmdletHost host = new();
        host.Run("New-SyncShare $path -Id here", ("path", Path.Join(daemon.Root, "share"))).AssertNoErrors();
        Assert.Same(node, host.Run("Get-SyncShare here").One<SyncShare>().Node);
        Assert.Equal((daemon.Home.Directory, SyncthingHome.DeviceIdOf(daemon.Home.Directory)?.ToString()), (node.ConfigPath, node.DeviceId));
        Assert.Same(node, host.Run("Get-SyncNode").All<SyncNode>().Single(one => one.DeviceId == node.DeviceId));
    }

    [Theory]
    [EveryProgram]
    public async Task WhatTheProcessWasToldIsOverItsConfig(string program)
    {
        string port = SandboxConfiguration.FreePort();
        await using LocalDaemon flagged = await LocalDaemon.StartAsync(program, [$"--gui-address=127.0.0.1:{port}", "--gui-apikey=another-key"]);
        Assert.Equal($"127.0.0.1:{port}", (await LocalDaemon.ConnectAsync()).Uri.Authority);
    }

    [Theory]
    [EveryProgram]
    public async Task AUnixSocketInTheEnvironmentIsFound(string program)
    {
        await using LocalDaemon daemon = await LocalDaemon.StartAsync(program, [], ("STGUIADDRESS", "unix://{root}/gui"));
        SyncNode node = await LocalDaemon.ConnectAsync();
        Assert.Equal(SyncthingHome.DeviceIdOf(daemon.Home.Directory)?.ToString(), node.DeviceId);
        using CmdletHost host = new();
        Assert.Empty(host.Run("Get-SyncShare").All<SyncShare>());
        Assert.Equal(node.DeviceId, host.Run("Connect-SyncNode $uri $key -Name socket", ("uri", $"unix://{daemon.Root}/gui"), ("key", daemon.Key)).One<SyncNode>().DeviceId);
        host.Run("Disconnect-SyncNode socket").AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task TlsIsPinnedToTheHomesCertificate(string program)
    {
        await using LocalDaemon daemon = await LocalDaemon.StartAsync(program, []);
        SyncNode plain = await LocalDaemon.ConnectAsync();
        using (DaemonApi api = new(plain.Uri, daemon.Key))
        {
            try
            {
                await api.PatchAsync("config/gui", new { useTLS = true });
            }
            catch (HttpRequestException)
            {
                // it may start to listen anew before it has answered
            }
        }

        NodeRegistry.Current.ForgetLocal();
        await Eventually.TrueAsync("its config.xml says TLS", () => ConfigXml.Read(daemon.Home.ConfigFile).IsTls);
        SyncNode node = await LocalDaemon.ConnectAsync();
        Assert.Equal(("https", plain.DeviceId), (node.Uri.Scheme, node.DeviceId));

        using CmdletHost host = new();
        (string, object?)[] given = [("uri", $"https://{node.Uri.Authority}"), ("plain", $"http://{node.Uri.Authority}"), ("key", daemon.Key), ("right", Fingerprint(daemon)), ("wrong", new string('a', 64))];
        Assert.Equal(node.DeviceId, host.Run("Connect-SyncNode $uri $key -CertificateFingerprint $right -Name pinned", given).One<SyncNode>().DeviceId);
        host.Run("Disconnect-SyncNode pinned").AssertNoErrors();
        host.Run("Connect-SyncNode $uri $key -CertificateFingerprint $wrong", given).Error(SyncError.CertificateMismatch);
        host.Run("Connect-SyncNode $uri $key", given).Error(SyncError.TlsMismatch); // nobody has said whose certificate that is
        host.Run("Connect-SyncNode $plain $key", given).Error(SyncError.TlsMismatch);

        // The home has another certificate than the one that answers: as when something else took the port.
        await File.WriteAllTextAsync(Path.Join(daemon.Home.Directory, "https-cert.pem"), await File.ReadAllTextAsync(Path.Join(daemon.Home.Directory, "cert.pem")));
        host.Run("Connect-SyncNode -ConfigPath $path", ("path", daemon.Home.Directory)).Error(SyncError.CertificateMismatch);
        File.Delete(Path.Join(daemon.Home.Directory, "https-cert.pem"));
        host.Run("Connect-SyncNode -ConfigPath $path", ("path", daemon.Home.Directory)).Error(SyncError.HomeUnreadable);
    }

    [Theory]
    [EveryProgram]
    public async Task AnotherSyncthingAtTheAddressIsRefused(string program)
    {
        await using LocalDaemon daemon = await LocalDaemon.StartAsync(program, []);
        await LocalDaemon.ConnectAsync();
        string other = Directory.CreateDirectory(Path.Join(daemon.Root, "other")).FullName;
        File.Copy(daemon.Home.ConfigFile, Path.Join(other, "config.xml"));
        using (RSA key = RSA.Create(2048))
        {
            using X509Certificate2 certificate = new CertificateRequest("CN=syncthing", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
            await File.WriteAllTextAsync(Path.Join(other, "cert.pem"), certificate.ExportCertificatePem());
        }

        using CmdletHost host = new();
        host.Run("Connect-SyncNode -ConfigPath $path", ("path", other)).Error(SyncError.NodeMismatch);
        Environment.SetEnvironmentVariable("STHOMEDIR", other);
        CmdletResult result = host.Run("Get-SyncShare");
        result.Error(SyncError.NodeMismatch);
        Environment.SetEnvironmentVariable("STHOMEDIR", daemon.Home.Directory);
    }

    [Theory]
    [EveryProgram]
    public async Task AStoppedLocalDaemonIsARowOfTheStatus(string program)
    {
        LocalDaemon daemon = await LocalDaemon.StartAsync(program, []);
        using CmdletHost host = new();
        string copy = Directory.CreateTempSubdirectory("home-").FullName;
        try
        {
            await LocalDaemon.ConnectAsync();
            host.Run("New-SyncShare $path -Id kept", ("path", Path.Join(daemon.Root, "kept"))).AssertNoErrors();
            foreach (string file in (string[])["config.xml", "cert.pem"])
            {
                File.Copy(Path.Join(daemon.Home.Directory, file), Path.Join(copy, file));
            }
        }
        finally
        {
            await daemon.DisposeAsync();
        }

        string? before = Environment.GetEnvironmentVariable("STHOMEDIR");
        Environment.SetEnvironmentVariable("STHOMEDIR", copy);
        SyncStatus row = host.Run("Get-SyncStatus").One<SyncStatus>();
        Assert.Equal(("kept", SyncHealth.Stopped, null), (row.Share, row.Health, row.CompletionPercent));
        host.Run("Get-SyncShare").Error(SyncError.NodeUnreachable);
        Environment.SetEnvironmentVariable("STHOMEDIR", before);
        Directory.Delete(copy, recursive: true);
    }

    private static string Fingerprint(LocalDaemon daemon)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Join(daemon.Home.Directory, "https-cert.pem"));
        return Convert.ToHexString(SHA256.HashData(certificate.RawData));
    }
}
