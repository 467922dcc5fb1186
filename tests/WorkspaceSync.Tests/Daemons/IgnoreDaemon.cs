using System.Diagnostics;
using System.Net.Http.Json;
using System.Xml.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>A private Syncthing on loopback that speaks to nobody, to be asked what it makes of ignores.</summary>
internal sealed class IgnoreDaemon : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new() { Timeout = s_patience };
    private readonly string _root;
    private readonly Process _process;

    private IgnoreDaemon(string root, Process process, int port, string apiKey)
    {
        _root = root;
        _process = process;
        _client.BaseAddress = new($"http://127.0.0.1:{port}/rest/");
        _client.DefaultRequestHeaders.Add("X-API-Key", apiKey);
    }

    /// <summary>How this daemon reads ignores: by its version, and by trial where builds of one version differ.</summary>
    public IgnoreDialect Dialect { get; private set; } = IgnoreDialect.Current;

    /// <summary>As the daemon says it.</summary>
    public string Version { get; private set; } = "";

    public static async Task<IgnoreDaemon> StartAsync(string program)
    {
        string root = Directory.CreateTempSubdirectory("ignore-daemon-").FullName;
        string home = Path.Combine(root, "home");
        using (Process generate = Run(program, ["generate", $"--home={home}"]))
        {
            await generate.WaitForExitAsync().WaitAsync(s_patience);
            Assert.Equal(0, generate.ExitCode);
        }

        int port = FreePort.Next();
        string apiKey = Configure(Path.Combine(home, "config.xml"), port);
        IgnoreDaemon daemon = new(root, Run(program, ["serve", $"--home={home}", "--no-browser", "--no-restart"]), port, apiKey);
        try
        {
            await daemon.WaitUntilReadyAsync();
            await daemon.FindDialectAsync();
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shares a new folder that has these ignores before it is first looked at, and says what came of it.</summary>
    public async Task<IReadOnlyList<IgnoreOutcome>> JudgeAsync(IReadOnlyList<IReadOnlyList<string>> sets, IReadOnlyList<string> tree)
    {
        List<(string Id, string Path)> folders = [];
        foreach (IReadOnlyList<string> set in sets)
        {
            string id = $"f{Guid.NewGuid():N}";
            string path = Path.Combine(_root, id);
            Plant(path, tree);
            await File.WriteAllLinesAsync(Path.Combine(path, ".stignore"), set);
            folders.Add((id, path));
        }

        using (HttpResponseMessage put = await _client.PutAsync("config/folders", Json(folders.Select(folder =>
            new { id = folder.Id, path = folder.Path, rescanIntervalS = 0, fsWatcherEnabled = false }))))
        {
            put.EnsureSuccessStatusCode();
        }

        List<IgnoreOutcome> outcomes = [];
        foreach ((string id, string path) in folders)
        {
            outcomes.Add(await ReadAsync(id, tree));
            using HttpResponseMessage gone = await _client.DeleteAsync($"config/folders/{id}");
            Directory.Delete(path, true);
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using HttpResponseMessage asked = await _client.PostAsync("system/shutdown", null);
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            // The inner process too: it survives the outer one's death.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _client.Dispose();
        Directory.Delete(_root, true);
    }

    private static void Plant(string root, IEnumerable<string> tree)
    {
        Directory.CreateDirectory(root);
        foreach (string entry in tree)
        {
            if (entry.EndsWith('/'))
            {
                Directory.CreateDirectory(Path.Combine(root, entry));
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, entry))!);
                File.WriteAllText(Path.Combine(root, entry), "");
            }
        }
    }

    private static string Configure(string file, int port)
    {
        XDocument config = XDocument.Load(file);
        XElement options = config.Root!.Element("options")!;
        foreach (string name in (string[])["globalAnnounceEnabled", "localAnnounceEnabled", "relaysEnabled", "natEnabled", "crashReportingEnabled", "startBrowser"])
        {
            options.SetElementValue(name, false);
        }

        options.SetElementValue("urAccepted", -1);
        options.SetElementValue("autoUpgradeIntervalH", 0);
        options.SetElementValue("listenAddress", $"tcp://127.0.0.1:{FreePort.Next()}");
        config.Root.Elements("folder").Remove();
        XElement gui = config.Root.Element("gui")!;
        gui.SetElementValue("address", $"127.0.0.1:{port}");
        config.Save(file);
        return gui.Element("apikey")!.Value;
    }

    private static Process Run(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["STNODEFAULTFOLDER"] = "1";
        start.Environment["STNOUPGRADE"] = "1";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static JsonContent Json(object value) => JsonContent.Create(value, value.GetType());

    private async Task WaitUntilReadyAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            Assert.False(_process.HasExited, "Syncthing ended while it started.");
            try
            {
                Version = (string)(await GetAsync("system/version"))["version"]!;
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < s_patience)
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task FindDialectAsync()
    {
        IReadOnlyList<IgnoreOutcome> outcomes = await JudgeAsync([["{a"], ["1?5ö"]], ["155ö"]);
        Dialect = IgnoreDialect.For(Version) with
        {
            Library = outcomes[0].Error is not null ? GlobLibrary.Version1
                : outcomes[1].Index.Contains("155ö") ? GlobLibrary.Bytes
                : GlobLibrary.Runes,
        };
    }

    private async Task<IgnoreOutcome> ReadAsync(string id, IReadOnlyList<string> tree)
    {
        JObject ignores = await GetAsync($"db/ignores?folder={id}");
        string? error = (string?)ignores["error"];
        HashSet<string> index = [];
        if (error is null)
        {
            using HttpResponseMessage scan = await _client.PostAsync($"db/scan?folder={id}", null);
            Assert.True(scan.IsSuccessStatusCode, await scan.Content.ReadAsStringAsync());
            using HttpResponseMessage browse = await _client.GetAsync($"db/browse?folder={id}");
            if (browse.IsSuccessStatusCode)
            {
                Collect(JToken.Parse(await browse.Content.ReadAsStringAsync()), "", index);
            }
            else
            {
                // 2.x cannot list a file whose directory is ignored. One by one it can be asked.
                await CollectOneByOneAsync(id, tree, index);
            }
        }

        return new(error, ignores["expanded"]?.ToObject<string[]>() ?? [], index);
    }

    private async Task CollectOneByOneAsync(string id, IEnumerable<string> tree, HashSet<string> index)
    {
        foreach (string path in tree.Select(entry => entry.TrimEnd('/')))
        {
            using HttpResponseMessage file = await _client.GetAsync($"db/file?folder={id}&file={Uri.EscapeDataString(path)}");
            if (file.IsSuccessStatusCode && !(bool)JObject.Parse(await file.Content.ReadAsStringAsync())["local"]!["ignored"]!)
            {
                index.Add(path);
            }
        }
    }

    private static void Collect(JToken entries, string above, HashSet<string> index)
    {
        // 1.19 answers with an object: a file is an array, a directory an object. Later it is a list with names and types.
        if (entries is JObject names)
        {
            foreach (JProperty entry in names.Properties())
            {
                index.Add(above + entry.Name);
                Collect(entry.Value, above + entry.Name + "/", index);
            }
        }
        else if (entries is JArray list)
        {
            foreach (JObject entry in list.OfType<JObject>())
            {
                index.Add(above + (string)entry["name"]!);
                Collect(entry["children"] ?? new JArray(), above + (string)entry["name"]! + "/", index);
            }
        }
    }

    private async Task<JObject> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return (JObject)JsonConvert.DeserializeObject(
            await answer.Content.ReadAsStringAsync(), new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
    }
}

/// <summary>What the daemon made of a set.</summary>
/// <param name="Error">Why it refuses the set; null when it takes it.</param>
/// <param name="Expanded">The patterns as it understands them.</param>
/// <param name="Index">What it has in its index after a scan.</param>
internal sealed record IgnoreOutcome(string? Error, IReadOnlyList<string> Expanded, IReadOnlySet<string> Index);
