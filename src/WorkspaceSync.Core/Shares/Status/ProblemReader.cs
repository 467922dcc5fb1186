using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Reads what is in trouble on a node.</summary>
internal static class ProblemReader
{
    /// <param name="isWanted">By share id.</param>
    /// <param name="withNotices">Whether the daemon's own notices are wanted too.</param>
    public static async IAsyncEnumerable<SyncProblem> ReadAsync(
        SyncNode node, Func<string, bool> isWanted, bool withNotices, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (withNotices)
        {
            foreach (SystemErrors.Entry notice in (await node.Client.System.GetErrorsAsync(cancel).ConfigureAwait(false)).Errors ?? [])
            {
                yield return new SyncProblem { Node = node, Message = notice.Message, Time = notice.When };
            }
        }

        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            string id = (string)folder["id"]!;
            if (!isWanted(id) || (bool?)folder["paused"] == true)
            {
                continue; // a paused folder has no runner that could be asked
            }

            FolderStatus status = await node.Client.Database.GetStatusAsync(id, cancel).ConfigureAwait(false);
            if ((status.Error ?? status.WatchError) is { Length: > 0 } trouble)
            {
                yield return new SyncProblem { Node = node, Share = id, Message = trouble, Time = status.StateChanged };
            }

            foreach (FolderErrors.Entry file in (await node.Client.Folder.GetErrorsAsync(id, cancel).ConfigureAwait(false)).Errors ?? [])
            {
                yield return new SyncProblem { Node = node, Share = id, Path = file.Path, Message = file.Error.Trim() };
            }
        }
    }
}
