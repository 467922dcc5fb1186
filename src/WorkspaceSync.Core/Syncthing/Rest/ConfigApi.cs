using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// <c>/rest/config</c>, one object at a time: a list PUT never removes and a PATCH with another id makes a second folder,
/// so neither is offered. What is written has to be read back by the caller: 200 is no proof.
/// </summary>
internal sealed class ConfigApi(SyncthingRest rest)
{
    /// <summary>All folders, read one by one from the stream.</summary>
    public IAsyncEnumerable<JObject> GetFoldersAsync(CancellationToken cancel) => rest.StreamAsync("/rest/config/folders", ReadListAsync, cancel);

    /// <summary>All devices, the daemon's own included.</summary>
    public IAsyncEnumerable<JObject> GetDevicesAsync(CancellationToken cancel) => rest.StreamAsync("/rest/config/devices", ReadListAsync, cancel);

    /// <summary>One folder, or null when it is not configured.</summary>
    public Task<JObject?> FindFolderAsync(string id, CancellationToken cancel) => FindAsync(Folder(id), cancel);

    /// <summary>One device, or null when it is not configured.</summary>
    public Task<JObject?> FindDeviceAsync(string id, CancellationToken cancel) => FindAsync(Device(id), cancel);

    /// <summary>What a new folder has when nothing else is said; our own device is in it.</summary>
    public Task<JObject> GetFolderDefaultsAsync(CancellationToken cancel) => rest.GetDocumentAsync("/rest/config/defaults/folder", cancel);

    public Task<JObject> GetDeviceDefaultsAsync(CancellationToken cancel) => rest.GetDocumentAsync("/rest/config/defaults/device", cancel);

    public Task<JObject> GetOptionsAsync(CancellationToken cancel) => rest.GetDocumentAsync("/rest/config/options", cancel);

    /// <summary>The settings of the API and its web page. The key and a hash of the password are in it: it is shown to nobody.</summary>
    public Task<JObject> GetGuiAsync(CancellationToken cancel) => rest.GetDocumentAsync("/rest/config/gui", cancel);

    /// <summary>All of it, secrets included.</summary>
    public Task<JObject> GetAllAsync(CancellationToken cancel) => rest.GetDocumentAsync("/rest/config", cancel);

    public Task PatchOptionsAsync(JObject change, CancellationToken cancel) => rest.SendAsync(HttpMethod.Patch, "/rest/config/options", change, cancel);

    /// <summary>Changes the API's own settings: its listener starts anew, and may move.</summary>
    public Task PatchGuiAsync(JObject change, CancellationToken cancel) => rest.SendAsync(HttpMethod.Patch, "/rest/config/gui", change, cancel);

    /// <summary>Adds or replaces one folder. The body's id must be the URL's: Syncthing would believe the body.</summary>
    public Task PutFolderAsync(JObject folder, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Put, Folder((string)folder["id"]!), folder, cancel);

    public Task PutDeviceAsync(JObject device, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Put, Device((string)device["deviceID"]!), device, cancel);

    /// <summary>Changes what is given and nothing else.</summary>
    public Task PatchFolderAsync(string id, JObject change, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Patch, Folder(id), change, cancel);

    public Task PatchDeviceAsync(string id, JObject change, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Patch, Device(id), change, cancel);

    /// <summary>Forgets a folder; its files and its .stignore stay.</summary>
    public Task DeleteFolderAsync(string id, CancellationToken cancel) => rest.SendAsync(HttpMethod.Delete, Folder(id), null, cancel);

    public Task DeleteDeviceAsync(string id, CancellationToken cancel) => rest.SendAsync(HttpMethod.Delete, Device(id), null, cancel);

    private static string Folder(string id) => $"/rest/config/folders/{SyncthingRest.Escape(id)}";

    private static string Device(string id) => $"/rest/config/devices/{SyncthingRest.Escape(id)}";

    private static async IAsyncEnumerable<JObject> ReadListAsync(JsonTextReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            if (reader.TokenType == JsonToken.StartObject)
            {
                yield return await JObject.LoadAsync(reader, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task<JObject?> FindAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await rest.GetDocumentAsync(path, cancel).ConfigureAwait(false);
        }
        catch (RequestRefusedException e) when (e.Answer is "No folder with given ID" or "No device with given ID")
        {
            return null;
        }
    }
}
