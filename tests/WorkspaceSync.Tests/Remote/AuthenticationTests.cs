using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>Every way in that ssh has, through real servers and a real agent.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class AuthenticationTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task A_key_in_the_agent(string type)
    {
        using TestAgent agent = new();
        await using TestSshServer server = await TestSshServer.StartAsync(
            clientOptions: [$"IdentityAgent {agent.Socket}", "IdentityFile {root}/nothing", "IdentitiesOnly no"],
            prepare: root => AuthorizeAsync(root, type));
        await agent.AddAsync(Path.Join(server.Root, type));
        TestPrompt prompt = new();

        Assert.Equal("in\n", await EchoAsync(server.Alias, prompt));
        Assert.Contains(prompt.Told, line => line.Contains($"key {type} (agent)", StringComparison.Ordinal));
        Assert.Empty(prompt.Asked);
    }

    [Fact]
    public async Task An_agent_named_by_a_variable_and_no_agent_at_all()
    {
        using TestAgent agent = new();
        await using TestSshServer server = await TestSshServer.StartAsync(clientOptions: ["IdentityAgent $WS_TEST_AGENT", "IdentityFile {root}/nothing", "IdentitiesOnly no"]);
        await agent.AddAsync(server.UserKey);
        File.Delete(server.UserKey);
        File.Delete(server.UserKey + ".pub");
        Environment.SetEnvironmentVariable("WS_TEST_AGENT", agent.Socket);
        Assert.Equal("in\n", await EchoAsync(server.Alias, new TestPrompt()));
        await RemoteHosts.Connector.CloseAsync(server.Alias);

        foreach (string? nowhere in (string?[])[null, "/nowhere/agent", server.HostKey[..20]])
        {
            Environment.SetEnvironmentVariable("WS_TEST_AGENT", nowhere);
            SyncException refused = await FailAsync(server.Alias, SyncError.AuthenticationFailed);
            Assert.Contains($"did not let {Environment.UserName} in", refused.Message, StringComparison.Ordinal);
            Assert.Contains("no keys", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_named_identities_of_an_agent()
    {
        using TestAgent agent = new();
        await using TestSshServer server = await TestSshServer.StartAsync(
            clientOptions: [$"IdentityAgent {agent.Socket}", "IdentityFile {root}/named.pub"],
            prepare: async root =>
            {
                await AuthorizeAsync(root, "ed25519");
                await KeyTool.CreateAsync(Path.Join(root, "named"), "ed25519");
            });
        await agent.AddAsync(Path.Join(server.Root, "ed25519"));
        await agent.AddAsync(Path.Join(server.Root, "named"));
        File.Delete(Path.Join(server.Root, "named")); // its private half is in the agent only

        SyncException refused = await FailAsync(server.Alias, SyncError.AuthenticationFailed); // the server takes the other one
        Assert.Contains("key named (agent)", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("key ed25519", refused.Message, StringComparison.Ordinal);
        File.AppendAllText(Path.Join(server.Root, "authorized_keys"), File.ReadAllText(Path.Join(server.Root, "named.pub")));
        Assert.Equal("in\n", await EchoAsync(server.Alias, new TestPrompt()));
    }

    [Theory]
    [InlineData("ed25519", "", "open Sésame")]
    [InlineData("rsa", "-m PEM", "open Sésame")]
    [InlineData("ecdsa", "-m PKCS8", "open Sesame")] // in this form SSH.NET takes ASCII only
    public async Task A_key_with_a_passphrase(string type, string form, string passphrase)
    {
        await using TestSshServer server = await TestSshServer.StartAsync(clientOptions: ["IdentityFile {root}/locked"], prepare: async root =>
        {
            await KeyTool.CreateAsync(Path.Join(root, "locked"), type, passphrase, form.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            await File.AppendAllTextAsync(Path.Join(root, "authorized_keys"), await File.ReadAllTextAsync(Path.Join(root, "locked.pub")));
            File.Delete(Path.Join(root, "user"));
        });
        Queue<string> answers = new(["wrong", passphrase]);
        TestPrompt prompt = new() { Answer = _ => answers.Dequeue() };

        Assert.Equal("in\n", await EchoAsync(server.Alias, prompt));
        Assert.Equal(2, prompt.Asked.Count);
        Assert.All(prompt.Asked, question => Assert.EndsWith($"assphrase of {server.Root}/locked", question, StringComparison.Ordinal));
        Assert.DoesNotContain(prompt.Told, line => line.Contains(passphrase, StringComparison.Ordinal));
        await RemoteHosts.Connector.CloseAsync(server.Alias);

        TestPrompt silent = new();
        SyncException refused = await FailAsync(server.Alias, SyncError.AuthenticationFailed, silent);
        Assert.Single(silent.Asked); // once is enough for somebody who is not there
        Assert.Contains(silent.Told, line => line.Contains("stays locked", StringComparison.Ordinal));
        Assert.Contains("could not be used", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(passphrase, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_keys_than_the_server_has_patience_for()
    {
        using TestAgent agent = new();
        await using TestSshServer server = await TestSshServer.StartAsync(["MaxAuthTries 3"], [$"IdentityAgent {agent.Socket}", "IdentitiesOnly no"]);
        for (int number = 0; number < 5; number++)
        {
            await KeyTool.CreateAsync(Path.Join(server.Root, $"k{number}"), "ed25519");
            await agent.AddAsync(Path.Join(server.Root, $"k{number}"));
        }

        SyncException refused = await FailAsync(server.Alias, SyncError.AuthenticationFailed);
        Assert.Contains("Too many authentication failures", refused.Message, StringComparison.Ordinal);
        Assert.Contains("key k4 (agent)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_is_not_asked_for_a_key_that_the_server_does_not_take()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(
            clientOptions: ["IdentityFile {root}/locked"], prepare: root => KeyTool.CreateAsync(Path.Join(root, "locked"), "ed25519", "secret"));
        TestPrompt prompt = new();

        Assert.Equal("in\n", await EchoAsync(server.Alias, prompt)); // by the key after it
        Assert.Empty(prompt.Asked);
    }

    [Fact]
    public async Task A_certificate()
    {
        await using TestSshServer server = await TestSshServer.StartAsync(
            ["TrustedUserCAKeys {root}/ca.pub", "AuthorizedKeysFile none"],
            ["CertificateFile {root}/elsewhere-cert.pub"],
            prepare: async root =>
            {
                await KeyTool.CreateAsync(Path.Join(root, "ca"), "ed25519");
                await KeyTool.RunAsync("ssh-keygen", "-q", "-s", Path.Join(root, "ca"), "-I", "test", "-n", Environment.UserName, Path.Join(root, "user.pub"));
                File.Move(Path.Join(root, "user-cert.pub"), Path.Join(root, "elsewhere-cert.pub"));
            });

        Assert.Equal("in\n", await EchoAsync(server.Alias, new TestPrompt()));
    }

    [Theory]
    [InlineData("UsePAM no", "PasswordAuthentication yes")]
    [InlineData("UsePAM yes", "KbdInteractiveAuthentication yes")]
    public async Task A_password_typed_or_given_beforehand(params string[] serverOptions)
    {
        await using TestSshServer server = await NamespaceSsh.StartAsync("/bin/bash", [.. serverOptions, "PermitRootLogin yes"], ["PubkeyAuthentication no"]);
        Queue<string> answers = new(["wrong", NamespaceSsh.Password]);
        TestPrompt typing = new() { Answer = _ => answers.Dequeue() };
        Assert.Equal("in\n", await EchoAsync(server.Alias, typing));
        Assert.Equal(2, typing.Asked.Count);
        await RemoteHosts.Connector.CloseAsync(server.Alias);

        RemoteCredential credential = new("root", new NetworkCredential("", NamespaceSsh.Password).SecurePassword);
        TestPrompt given = new() { Credential = credential };
        Assert.Equal("in\n", await EchoAsync(server.Alias, given));
        Assert.Empty(given.Asked);
        await RemoteHosts.Connector.CloseAsync(server.Alias);

        TestPrompt wrong = new() { Credential = credential with { Password = new NetworkCredential("", "not that one").SecurePassword } };
        SyncException refused = await FailAsync(server.Alias, SyncError.AuthenticationFailed, wrong);
        Assert.DoesNotContain("not that one", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Told, line => line.Contains("not that one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_and_then_a_password_where_the_server_wants_both()
    {
        await using TestSshServer server = await NamespaceSsh.StartAsync(
            "/bin/bash", ["UsePAM no", "PasswordAuthentication yes", "AuthenticationMethods publickey,password", "PermitRootLogin yes"], []);
        TestPrompt prompt = new() { Answer = _ => NamespaceSsh.Password };

        Assert.Equal("in\n", await EchoAsync(server.Alias, prompt));
        Assert.Single(prompt.Asked);
    }

    [Fact]
    public async Task What_cannot_get_in_says_what_was_tried()
    {
        await using TestSshServer server = await TestSshServer.StartAsync();
        server.Config.Add("nobody-here", $"User nobody-{Guid.NewGuid():N}"[..20], "HostName 127.0.0.1", $"Port {server.Port}", $"IdentityFile {server.UserKey}", "IdentitiesOnly yes", "IdentityAgent none", $"UserKnownHostsFile {server.KnownHosts}");
        await FailAsync("nobody-here", SyncError.AuthenticationFailed);

        await KeyTool.CreateAsync(Path.Join(server.Root, "stranger"), "ed25519");
        server.Config.Add("wrong-key", "HostName 127.0.0.1", $"Port {server.Port}", $"User {Environment.UserName}", $"IdentityFile {server.Root}/stranger", "IdentitiesOnly yes", "IdentityAgent none", $"UserKnownHostsFile {server.KnownHosts}");
        SyncException refused = await FailAsync("wrong-key", SyncError.AuthenticationFailed);
        Assert.Contains($"{server.Root}/stranger ssh-ed25519", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ssh -v wrong-key", refused.Message, StringComparison.Ordinal);

        await KeyTool.RunAsync("chmod", "644", server.UserKey); // others may read it: ssh leaves it out
        TestPrompt prompt = new();
        await FailAsync(server.Alias, SyncError.AuthenticationFailed, prompt);
        Assert.Contains(prompt.Told, line => line.Contains($"chmod 600 {server.UserKey}", StringComparison.Ordinal));
    }

    private static async Task<string> EchoAsync(string alias, TestPrompt prompt)
    {
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(alias, prompt, s_none);
        return (await shell.RunAsync(new RemoteScript("echo in"), s_none)).Text;
    }

    private static async Task<SyncException> FailAsync(string alias, SyncError expected, TestPrompt? prompt = null)
    {
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => RemoteHosts.Connector.GetAsync(alias, prompt ?? new TestPrompt(), s_none));
        Assert.True(error.Error == expected, error.ToString());
        return error;
    }

    private static async Task AuthorizeAsync(string root, string type)
    {
        await KeyTool.CreateAsync(Path.Join(root, type), type);
        File.Copy(Path.Join(root, type + ".pub"), Path.Join(root, "authorized_keys"), overwrite: true);
    }
}
