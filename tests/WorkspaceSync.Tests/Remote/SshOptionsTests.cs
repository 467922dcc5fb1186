namespace WorkspaceSync.Tests;

/// <summary>What ssh -G says, taken apart, and what it leaves for us to expand.</summary>
public sealed class SshOptionsTests
{
    private const string Answer = """
        host gpu
        user ann
        hostname gpu.example
        port 2222
        identityfile ~/.ssh/id_%r@%h
        identityfile /keys/%n-%p-100%%
        userknownhostsfile /a /b
        proxycommand none
        connecttimeout none
        serveraliveinterval 30
        identityagent none
        pubkeyauthentication true
        passwordauthentication no

        """;

    private readonly SshOptions _options = SshOptions.Parse("ann@gpu", Answer);

    [Fact]
    public void Values_are_taken_as_ssh_means_them()
    {
        Assert.Equal(("gpu", "gpu.example", 2222, "ann"), (_options.OriginalHost, _options.HostName, _options.Port, _options.User));
        Assert.Equal(["/a", "/b"], _options.GetWords("userknownhostsfile"));
        Assert.Null(_options.ProxyCommand);
        Assert.Null(_options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), _options.ServerAliveInterval);
        Assert.True(_options.Has("identityagent"));
        Assert.Null(_options.Get("identityagent"));
        Assert.True(_options.IsYes("pubkeyauthentication"));
        Assert.True(_options.IsNo("passwordauthentication"));
    }

    [Fact]
    public void Tokens_are_expanded()
    {
        SshTokens tokens = new(_options);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal([$"{home}/.ssh/id_ann@gpu.example", "/keys/gpu-2222-100%"], _options.GetAll("identityfile").Select(tokens.ExpandPath));
        Assert.Equal($"{home}/relative", tokens.ExpandPath("relative"));
        Assert.Equal("a%zb%", tokens.Expand("a%zb%")); // what ssh does not know stays
    }

    [Fact]
    public void A_host_is_looked_up_under_its_name_its_port_or_its_alias()
    {
        Assert.Equal(new KnownHostsNames("[gpu.example]:2222", "gpu.example"), KnownHostsNames.Of(_options));
        Assert.Equal(new KnownHostsNames("gpu.example", null), KnownHostsNames.Of(SshOptions.Parse("gpu", "hostname GPU.example\nport 22\n")));
        Assert.Equal(new KnownHostsNames("the-alias", null), KnownHostsNames.Of(SshOptions.Parse("gpu", "hostname gpu\nport 2222\nhostkeyalias The-Alias\n")));
    }
}
