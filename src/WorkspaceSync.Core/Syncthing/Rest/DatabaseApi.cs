using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary><c>/rest/db</c>: what the daemon's index knows of a folder.</summary>
internal sealed class DatabaseApi(SyncthingRest rest)
{
    public Task<FolderStatus> GetStatusAsync(string folder, CancellationToken cancel) =>
        rest.GetAsync<FolderStatus>($"/rest/db/status?folder={SyncthingRest.Escape(folder)}", cancel);

    public Task<Completion> GetCompletionAsync(string folder, string device, CancellationToken cancel) =>
        rest.GetAsync<Completion>($"/rest/db/completion?folder={SyncthingRest.Escape(folder)}&device={SyncthingRest.Escape(device)}", cancel);

    /// <summary>Looks at the files now, and answers when it has. Without sub-paths everything is looked at; one that is gone is fine.</summary>
    public Task ScanAsync(string folder, IEnumerable<string> subPaths, CancellationToken cancel) => rest.SendAsync(
        HttpMethod.Post,
        $"/rest/db/scan?folder={SyncthingRest.Escape(folder)}{string.Concat(subPaths.Select(sub => $"&sub={SyncthingRest.Escape(sub)}"))}",
        null,
        cancel,
        Timeout.InfiniteTimeSpan); // a first scan of a big folder takes as long as its disk; the caller has the deadline

    /// <summary>Some of what this node needs: a page, as thousands of names help nobody.</summary>
    public IAsyncEnumerable<IndexEntry> GetNeedAsync(string folder, int count, CancellationToken cancel) =>
        rest.StreamAsync($"/rest/db/need?folder={SyncthingRest.Escape(folder)}&page=1&perpage={count}", ReadEntriesAsync, cancel);

    /// <summary>Some of what a device needs.</summary>
    public IAsyncEnumerable<IndexEntry> GetRemoteNeedAsync(string folder, string device, int count, CancellationToken cancel) => rest.StreamAsync(
        $"/rest/db/remoteneed?folder={SyncthingRest.Escape(folder)}&device={SyncthingRest.Escape(device)}&page=1&perpage={count}",
        ReadEntriesAsync,
        cancel);

    /// <summary>What was changed in a receive-only folder and is kept from the others.</summary>
    public IAsyncEnumerable<IndexEntry> GetLocalChangedAsync(string folder, int count, CancellationToken cancel) =>
        rest.StreamAsync($"/rest/db/localchanged?folder={SyncthingRest.Escape(folder)}&page=1&perpage={count}", ReadEntriesAsync, cancel);

    /// <summary>Makes a receive-only folder what the others have. 200 and nothing happens on any other kind of folder.</summary>
    public Task RevertAsync(string folder, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Post, $"/rest/db/revert?folder={SyncthingRest.Escape(folder)}", null, cancel);

    /// <summary>Makes what a send-only folder has the newest everywhere. 200 and nothing happens on any other kind of folder.</summary>
    public Task OverrideAsync(string folder, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Post, $"/rest/db/override?folder={SyncthingRest.Escape(folder)}", null, cancel);

    /// <summary>One file's entry, or null when the index has none: unknown and ignored from the start look the same.</summary>
    public async Task<IndexFile?> FindFileAsync(string folder, string file, CancellationToken cancel)
    {
        try
        {
            return await rest.GetAsync<IndexFile>($"/rest/db/file?folder={SyncthingRest.Escape(folder)}&file={SyncthingRest.Escape(file)}", cancel).ConfigureAwait(false);
        }
        catch (RequestRefusedException e) when (e.Answer.StartsWith("No such object in the index", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>The tree as the cluster has it, flattened while it arrives.</summary>
    /// <param name="levels">How deep; null is all the way.</param>
    public IAsyncEnumerable<BrowseEntry> BrowseAsync(string folder, string prefix, int? levels, CancellationToken cancel) => rest.StreamAsync(
        $"/rest/db/browse?folder={SyncthingRest.Escape(folder)}&prefix={SyncthingRest.Escape(prefix)}{(levels is null ? "" : $"&levels={levels}")}",
        BrowseReader.ReadAsync,
        cancel);

    public Task<IgnoreLines> GetIgnoresAsync(string folder, CancellationToken cancel) =>
        rest.GetAsync<IgnoreLines>($"/rest/db/ignores?folder={SyncthingRest.Escape(folder)}", cancel);

    /// <summary>
    /// Writes .stignore. A bad set is written too, answered with 200 and a filled error, and stops the folder:
    /// validate before, look at the error after. The lines are always sent, as a body without them deletes the file.
    /// </summary>
    public Task<IgnoreLines> SetIgnoresAsync(string folder, IEnumerable<string> lines, CancellationToken cancel) => rest.SendAsync<IgnoreLines>(
        HttpMethod.Post, $"/rest/db/ignores?folder={SyncthingRest.Escape(folder)}", new JObject { ["ignore"] = new JArray(lines) }, cancel);

    // {"progress": [...], "queued": [...], "rest": [...]} or {"files": [...]}: every object in a list is an entry.
    private static async IAsyncEnumerable<IndexEntry> ReadEntriesAsync(JsonTextReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            if (reader.TokenType == JsonToken.StartObject && reader.Depth > 0)
            {
                yield return await SyncthingRest.ReadObjectAsync<IndexEntry>(reader, cancel).ConfigureAwait(false);
            }
        }
    }
}
