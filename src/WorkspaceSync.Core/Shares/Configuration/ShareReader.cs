using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>The shares that a node has.</summary>
internal static class ShareReader
{
    /// <summary>Every share, as the configuration is read.</summary>
    public static async IAsyncEnumerable<SyncShare> ReadAllAsync(SyncNode node, [EnumeratorCancellation] CancellationToken cancel)
    {
        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            yield return FolderDocument.ToShare(folder, node, names.ById);
        }
    }

    /// <summary>One share, or null.</summary>
    public static async Task<SyncShare?> FindAsync(SyncNode node, string id, CancellationToken cancel) =>
        await node.Client.Config.FindFolderAsync(id, cancel).ConfigureAwait(false) is { } folder
            ? FolderDocument.ToShare(folder, node, (await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false)).ById)
            : null;

    /// <summary>One share; ShareNotFound names those that there are.</summary>
    public static async Task<SyncShare> GetAsync(SyncNode node, string id, CancellationToken cancel) =>
        await FindAsync(node, id, cancel).ConfigureAwait(false) ?? throw await NotFoundAsync(node, id, cancel).ConfigureAwait(false);

    /// <summary>One share's configuration object; ShareNotFound names those that there are.</summary>
    public static async Task<JObject> GetDocumentAsync(SyncNode node, string id, CancellationToken cancel) =>
        await node.Client.Config.FindFolderAsync(id, cancel).ConfigureAwait(false) ?? throw await NotFoundAsync(node, id, cancel).ConfigureAwait(false);

    /// <summary>The error for a share that a node doesn't have.</summary>
    public static async Task<SyncException> NotFoundAsync(SyncNode node, string id, CancellationToken cancel)
    {
        List<string> ids = [];
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            ids.Add((string)folder["id"]!);
        }

        string there = ids.Count == 0 ? "It has none yet" : $"It has {string.Join(", ", ids.Order().Take(10))}{(ids.Count > 10 ? ", …" : "")}";
        return new SyncException(SyncError.ShareNotFound, $"{node}: there is no share '{id}'. {there}; New-SyncShare makes one.");
    }
}
