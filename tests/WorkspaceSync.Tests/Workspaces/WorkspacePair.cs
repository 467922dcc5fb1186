using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>
/// Two private daemons and an sshd of the module's own sandbox: the laptop is this machine, the other is reached over SSH.
/// Scripts have <c>$far</c>, the host's name, and <c>$root</c>, where workspaces are.
/// </summary>
internal sealed class WorkspacePair : IAsyncDisposable
{
    private static int s_count;
    private int _workspaces;

    private WorkspacePair(string program, SyncNode here, SyncNode there)
    {
        (Program, Far) = (program, there.Name);
        Sandbox = SandboxRegistry.Current.Running.Single(sandbox => sandbox.Daemons[0].Home.Directory == here.ConfigPath);
        (Here, There) = (here, there);
        (ApiHere, ApiThere) = (ApiOf(here), ApiOf(there));
    }

    public string Program { get; }

    /// <summary>The far machine's name for ssh.</summary>
    public string Far { get; }

    public SyncNode Here { get; }

    /// <summary>The far daemon by its address, not through ssh: what a test looks at behind the module's back.</summary>
    public SyncNode There { get; private set; }

    public DaemonApi ApiHere { get; }

    public DaemonApi ApiThere { get; private set; }

    public SyncSandbox Sandbox { get; }

    public CmdletHost Host { get; } = new();

    /// <summary>Where the laptop's workspaces are.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("ws-").FullName;

    /// <summary>The far machine's home.</summary>
    public string FarHome => Sandbox.Daemons[1].UserHome;

    public string WorkspacesFile => Path.Join(Sandbox.SettingsDirectory, "workspaces.json");

    public static Task<WorkspacePair> StartAsync(string program)
    {
        int number = Interlocked.Increment(ref s_count);
        using CmdletHost host = new();
        IReadOnlyList<SyncNode> nodes = host.Run(
            "Start-SyncSandbox -Name $names -Program $program", ("names", new[] { $"laptop{number}", $"gpu{number}" }), ("program", program)).All<SyncNode>();
        return Task.FromResult(new WorkspacePair(program, nodes[0], nodes[1]));
    }

    public CmdletResult Run(string script, params (string Name, object? Value)[] variables) =>
        Host.Run(script, [("far", Far), ("root", Root), .. variables]);

    /// <summary>The same in a directory of the laptop.</summary>
    public CmdletResult RunIn(string directory, string script, params (string Name, object? Value)[] variables) =>
        Run($"$null = $ExecutionContext.SessionState.Path.SetLocation($directory); try {{ {script} }} finally {{ $null = $ExecutionContext.SessionState.Path.SetLocation('/') }}", [("directory", System.Management.Automation.WildcardPattern.Escape(directory)), .. variables]);

    /// <summary>A name that no workspace and no share has.</summary>
    public string NewName() => $"w{Interlocked.Increment(ref _workspaces)}";

    /// <summary>The laptop's directory of a workspace.</summary>
    public string PathHere(string name) => Path.Join(Root, name);

    /// <summary>The far machine's.</summary>
    public string PathThere(string name) => Path.Join(FarHome, name);

    /// <summary>A workspace that is set up, with one file in it.</summary>
    /// <param name="more">More of the command line.</param>
    public string Create(string more = "", params (string Name, object? Value)[] variables)
    {
        string name = NewName();
        FileTree.Write(PathHere(name), "first.txt", name);
        SetUp(name, more, variables).AssertNoErrors();
        return name;
    }

    public CmdletResult SetUp(string name, string more = "", params (string Name, object? Value)[] variables) =>
        Run($"New-RemoteWorkspace $name -HostName $far -Path $root/$name -RemotePath \"~/$name\" {more}", [("name", name), .. variables]);

    public SyncProof Sync(string name, string more = "") => Run($"Sync-RemoteWorkspace $name -Timeout 60 {more}", ("name", name)).One<SyncProof>();

    public ShareProof SyncOne(string name, string more = "") => Assert.Single(Sync(name, more).Shares);

    /// <summary>The error with which a flush says no, and its grade.</summary>
    public System.Management.Automation.ErrorRecord SyncError(string name, SyncError expected, SyncGrade grade, string more = "-Timeout 20")
    {
        CmdletResult result = Run($"Sync-RemoteWorkspace $name {more}", ("name", name));
        Assert.Equal(grade, ((SyncProof)Assert.Single(result.Output).BaseObject).Grade);
        return result.Error(expected);
    }

    public void AssertSame(string name) => FileTree.AssertSame(PathHere(name), PathThere(name));

    /// <summary>Removes a workspace with its shares, so that the next tests' statuses are not about it.</summary>
    public void Remove(string name) => Run("Remove-RemoteWorkspace $name -IncludeShare", ("name", name)).AssertNoErrors();

    /// <summary>Both configurations as text.</summary>
    public async Task<string> ConfigsAsync() => $"{await ApiHere.ConfigAsync()}\n{await ApiThere.ConfigAsync()}";

    /// <summary>All that a setup makes: both configurations without the other shares, the patterns of both sides, and the record.</summary>
    public async Task<string> StateAsync(string name)
    {
        List<string> state = [];
        foreach (DaemonApi api in new[] { ApiHere, ApiThere })
        {
            JObject config = (JObject)await api.GetAsync("config");
            foreach (JToken other in config["folders"]!.Where(folder => !((string)folder["id"]!).StartsWith(name, StringComparison.Ordinal)).ToList())
            {
                other.Remove();
            }

            state.Add(config.ToString());
            foreach (JToken share in config["folders"]!)
            {
                state.Add((await api.GetAsync($"db/ignores?folder={share["id"]}"))["ignore"]?.ToString() ?? "none");
            }
        }

        JObject record = (JObject)JObject.Parse(File.ReadAllText(WorkspacesFile))["workspaces"]!.Single(workspace => (string?)workspace["name"] == name);
        record.Remove("createdAt");
        return string.Join('\n', [.. state, record.ToString(), FileTree.Describe(PathHere(name)), FileTree.Describe(PathThere(name))]);
    }

    /// <summary>Restarts the far daemon as somebody else would, who may change its configuration meanwhile.</summary>
    public async Task RestartThereAsync(Func<string, string>? change = null)
    {
        SandboxDaemon daemon = Sandbox.Daemons[1];
        await daemon.StopAsync(CancellationToken.None);
        if (change is not null)
        {
            File.WriteAllText(daemon.Home.ConfigFile, change(File.ReadAllText(daemon.Home.ConfigFile)));
        }

        await daemon.StartAsync(CancellationToken.None);
        ApiThere.Dispose();
        ApiThere = new DaemonApi(daemon.Home.ReadEndpoint().Uri, ConfigXml.Read(daemon.Home.ConfigFile).ApiKey);
        if (change is not null)
        {
            There = Run("Connect-SyncNode -ConfigPath $path -Name $name", ("path", There.ConfigPath), ("name", There.Name)).One<SyncNode>();
        }

        await ConnectedAsync();
    }

    public Task ConnectedAsync() => Eventually.TrueAsync("the two are connected", async () =>
        (bool?)(await ApiHere.GetAsync("system/connections"))["connections"]?[There.DeviceId]?["connected"] == true
        && (bool?)(await ApiThere.GetAsync("system/connections"))["connections"]?[Here.DeviceId]?["connected"] == true, TimeSpan.FromSeconds(90)); // Syncthing's own loop dials once a minute

    public async ValueTask DisposeAsync()
    {
        await SandboxRegistry.Current.StopAsync(Sandbox);
        Host.Dispose();
        ApiHere.Dispose();
        ApiThere.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private static DaemonApi ApiOf(SyncNode node) => new(node.Uri, ConfigXml.Read(Path.Join(node.ConfigPath, "config.xml")).ApiKey);
}
