using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A private ssh-agent.</summary>
internal sealed class TestAgent : IDisposable
{
    private readonly Process _agent;
    private readonly string _folder = Directory.CreateTempSubdirectory("ws-agent-").FullName;

    public TestAgent()
    {
        _agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", Socket]) { RedirectStandardOutput = true })!;
    }

    public string Socket => Path.Join(_folder, "agent");

    /// <summary>Hands it a private key without a passphrase.</summary>
    public async Task AddAsync(string file)
    {
        await Eventually.TrueAsync(() => File.Exists(Socket), TimeSpan.FromSeconds(10));
        (int code, _, string errors) = await KeyTool.TryAsync("ssh-add", ["-q", file], new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = Socket });
        Assert.True(code == 0, errors);
    }

    public void Dispose()
    {
        _agent.Kill();
        _agent.WaitForExit();
        _agent.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
