using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>A daemon's REST API, spoken to behind the module's back.</summary>
internal sealed class DaemonApi : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    public DaemonApi(Uri uri, string key)
    {
        Key = key;
        _client.BaseAddress = new Uri(uri, "/rest/");
        _client.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    public string Key { get; }

    /// <summary>The whole configuration as text, to be compared before and after.</summary>
    public async Task<string> ConfigAsync() => (await GetAsync("config")).ToString(Formatting.Indented);

    public async Task<JToken> GetAsync(string path)
    {
        using StringReader text = new(await _client.GetStringAsync(path));
        using JsonTextReader reader = new(text) { DateParseHandling = DateParseHandling.None };
        return await JToken.LoadAsync(reader);
    }

    /// <summary>Null when the daemon has no such thing.</summary>
    public async Task<JObject?> FindAsync(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : JObject.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    public Task PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>The same where a refusal is as good: a scan of a folder that is broken on purpose.</summary>
    public async Task TryPostAsync(string path)
    {
        using HttpResponseMessage answer = await _client.PostAsync(path, null);
    }

    public Task PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, body);

    public Task DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(HttpMethod method, string path, object? body)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = body is null ? null : new StringContent(JsonConvert.SerializeObject(body), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
