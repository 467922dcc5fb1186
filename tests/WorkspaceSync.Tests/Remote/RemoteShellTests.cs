namespace WorkspaceSync.Tests;

/// <summary>Scripts on a far machine, through a real sshd.</summary>
[Collection(RemoteTests.Name)]
public sealed class RemoteShellTests : IAsyncLifetime
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    private TestSshServer _server = null!;
    private IRemoteShell _shell = null!;

    public async Task InitializeAsync()
    {
        _server = await TestSshServer.StartAsync();
        _shell = await RemoteHosts.Connector.GetAsync(_server.Alias, new TestPrompt(), s_none);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_script_gives_its_output_its_errors_and_its_exit_code()
    {
        RemoteResult result = await _shell.RunAsync(new RemoteScript("printf '%s|' \"$@\"; echo oops >&2; echo \"$HOME\"; exit 7", "a b", "", "it's\nü"), s_none);

        Assert.Equal(7, result.ExitCode);
        Assert.Equal($"a b||it's\nü|{_server.Home}\n", result.Text);
        Assert.Equal("oops\n", result.Errors);
    }
}
