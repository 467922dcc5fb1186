using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>Whose host key is accepted: the same files are put before ssh and before us, and the answers compared.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class KnownHostsTests(KnownHostsServer fixture) : IClassFixture<KnownHostsServer>
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static int s_number;

    private readonly TestSshServer _server = fixture.Server;

    public static TheoryData<string> Cases => [.. KnownHostsCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task We_decide_as_ssh_does(string name)
    {
        KnownHostsCase known = KnownHostsCase.All[name];
        string theirs = await AskSshAsync(await PlantAsync(known));
        string ours = await AskOursAsync(await PlantAsync(known)); // of its own: the first may have learnt something

        Assert.Equal($"{name}: {theirs}", $"{name}: {ours}");
    }

    [Fact]
    public async Task A_confirmed_key_is_written_so_that_ssh_finds_it()
    {
        foreach (string hash in (string[])["no", "yes"])
        {
            string alias = await PlantAsync(new KnownHostsCase("# kept", $"HashKnownHosts {hash}", "UserKnownHostsFile {first}.d/new/known_hosts {first}"));
            string file = $"{_server.Root}/{alias}.d/new/known_hosts";
            TestPrompt prompt = new() { Confirms = true };
            await RemoteHosts.Connector.GetAsync(alias, prompt, s_none);

            HostKeyQuestion question = Assert.Single(prompt.HostKeys);
            string fingerprint = (await KeyTool.RunAsync("ssh-keygen", "-lf", $"{_server.Root}/host_ed25519.pub")).Split(' ')[1];
            Assert.Equal(new HostKeyQuestion($"[127.0.0.1]:{_server.Port}", $"127.0.0.1:{_server.Port}", "ssh-ed25519", fingerprint, file), question);
            Assert.Equal("accepted", await AskSshAsync(alias));
            Assert.Equal("-rw-------", (await KeyTool.RunAsync("ls", "-l", file)).Split(' ')[0]);
            Assert.Equal(hash == "no", File.ReadAllText(file).Contains("127.0.0.1", StringComparison.Ordinal));
            Assert.Equal("drwx------", (await KeyTool.RunAsync("ls", "-ld", Path.GetDirectoryName(file)!)).Split(' ')[0]);

            await RemoteHosts.Connector.CloseAsync(alias);
            TestPrompt again = new();
            await RemoteHosts.Connector.GetAsync(alias, again, s_none);
            Assert.Empty(again.HostKeys);
            await RemoteHosts.Connector.CloseAsync(alias);
        }
    }

    [Fact]
    public async Task A_key_is_added_behind_what_a_file_has_already()
    {
        string alias = await PlantAsync(new KnownHostsCase("other.example {other}"));
        await RemoteHosts.Connector.GetAsync(alias, new TestPrompt { Confirms = true }, s_none);

        string[] lines = File.ReadAllLines($"{_server.Root}/{alias}");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("other.example ssh-ed25519 ", lines[0], StringComparison.Ordinal);
        await RemoteHosts.Connector.CloseAsync(alias);
    }

    [Fact]
    public async Task A_key_that_was_not_confirmed_or_has_changed_gets_nothing_to_see_of_us()
    {
        // Even where ssh would only warn.
        int logged = _server.Log.Count;
        string alias = await PlantAsync(new KnownHostsCase("{host} {other}\n", "StrictHostKeyChecking no"));
        TestPrompt prompt = new() { Confirms = true };
        SyncException changed = await Assert.ThrowsAsync<SyncException>(() => RemoteHosts.Connector.GetAsync(alias, prompt, s_none));
        Assert.Equal(SyncError.HostKeyChanged, changed.Error);
        Assert.Contains($"ssh-keygen -f {_server.Root}/{alias} -R '[127.0.0.1]:{_server.Port}'", changed.Message, StringComparison.Ordinal);
        Assert.Empty(prompt.HostKeys);

        string unknown = await PlantAsync(new KnownHostsCase(""));
        Assert.Equal(SyncError.HostKeyUnknown, (await Assert.ThrowsAsync<SyncException>(() => RemoteHosts.Connector.GetAsync(unknown, new TestPrompt(), s_none))).Error);
        Assert.DoesNotContain(_server.Log.Skip(logged), line => line.Contains("for root", StringComparison.Ordinal) || line.Contains("publickey", StringComparison.Ordinal));
    }

    private async Task<string> AskSshAsync(string alias)
    {
        (int code, _, string errors) = await KeyTool.TryAsync("ssh", ["-F", _server.Config.File, "-o", "BatchMode=yes", alias, "true"]);
        return code == 0 ? "accepted"
            : errors.Contains("REVOKED", StringComparison.OrdinalIgnoreCase) ? "revoked"
            : errors.Contains("IDENTIFICATION HAS CHANGED", StringComparison.Ordinal) ? "changed"
            : errors.Contains("verification failed", StringComparison.Ordinal) ? "unknown" : errors;
    }

    private static async Task<string> AskOursAsync(string alias)
    {
        try
        {
            await RemoteHosts.Connector.GetAsync(alias, new TestPrompt(), s_none);
            await RemoteHosts.Connector.CloseAsync(alias);
            return "accepted";
        }
        catch (SyncException e)
        {
            return e.Error switch
            {
                SyncError.HostKeyRevoked => "revoked",
                SyncError.HostKeyChanged => "changed",
                SyncError.HostKeyUnknown => "unknown",
                _ => e.Message,
            };
        }
    }

    // Writes the files of a case, and gives the alias under which the server is reached with them.
    private async Task<string> PlantAsync(KnownHostsCase known)
    {
        string alias = "case-" + Interlocked.Increment(ref s_number).ToString(CultureInfo.InvariantCulture);
        string first = Path.Join(_server.Root, alias);
        string Fill(string text) => text
            .Replace("{host}", $"[127.0.0.1]:{_server.Port}").Replace("{port}", $"{_server.Port}").Replace("{first}", first).Replace("{second}", first + ".2")
            .Replace("{ed}", Key("host_ed25519")).Replace("{edblob}", Key("host_ed25519").Split(' ')[1]).Replace("{ec}", Key("host_ecdsa"))
            .Replace("{other}", Key("other")).Replace("{rsa}", Key("rsa")).Replace("{ca}", Key("ca"));
        await File.WriteAllTextAsync(first, Fill(known.Known));
        await File.WriteAllTextAsync(first + ".2", Fill(known.Second));
        if (known.IsHashed)
        {
            await KeyTool.RunAsync("ssh-keygen", "-H", "-f", first);
        }

        _server.Config.Add(alias,
        [
            .. known.Options.Select(Fill), $"UserKnownHostsFile {first}", "GlobalKnownHostsFile /dev/null", "HostName 127.0.0.1", $"Port {_server.Port}",
            $"User {Environment.UserName}", $"IdentityFile {_server.UserKey}", "IdentitiesOnly yes", "IdentityAgent none", "HashKnownHosts no",
        ]);
        return alias;
    }

    private string Key(string name) => string.Join(' ', File.ReadAllText(Path.Join(_server.Root, name + ".pub")).Split(' ').Take(2));
}
