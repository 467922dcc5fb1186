using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Looks at a node and decides what a requested share takes, or why it cannot be.</summary>
internal static class SharePlanner
{
    public static async Task<SharePlan> PlanAsync(SyncNode node, ShareRequest request, CancellationToken cancel)
    {
        string path = SharePath.Normalize(request.Path, node);
        JObject? current = null;
        List<JObject> others = [];
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            if ((string)folder["id"]! == request.Id)
            {
                current = folder;
            }
            else
            {
                others.Add(folder);
            }
        }

        if (current is not null)
        {
            return await PlanExistingAsync(node, request, path, current, cancel).ConfigureAwait(false);
        }

        RefuseOverlap(node, request, path, others);
        bool createsDirectory = node.Machine is { } machine && !await ShareDirectory.ExistsAsync(machine, node.Name, path, cancel).ConfigureAwait(false);
        return new SharePlan(
            node,
            request,
            null,
            await ComposeAsync(node, request, cancel).ConfigureAwait(false),
            request.IgnoreLines,
            createsDirectory);
    }

    /// <summary>The daemon's own defaults with what was asked, and with what keeps every version of a file.</summary>
    private static async Task<JObject> ComposeAsync(SyncNode node, ShareRequest request, CancellationToken cancel)
    {
        JObject folder = await node.Client.Config.GetFolderDefaultsAsync(cancel).ConfigureAwait(false);
        folder["id"] = request.Id;
        folder["path"] = request.Path;
        folder["maxConflicts"] = -1; // the default throws the eleventh conflict copy away
        folder["fsWatcherEnabled"] = true;
        folder["fsWatcherDelayS"] = 1;
        if (folder.ContainsKey("pullerDelayS"))
        {
            folder["pullerDelayS"] = 0; // 2.x: one more second before every pull
        }

        folder.Merge(request.ToFields());
        return folder;
    }

    private static async Task<SharePlan> PlanExistingAsync(
        SyncNode node, ShareRequest request, string path, JObject current, CancellationToken cancel)
    {
        string currentPath = SharePath.Normalize((string?)current["path"] ?? "", node);
        if (!SharePath.IsSameOrInside(path, currentPath, node) || !SharePath.IsSameOrInside(currentPath, path, node))
        {
            throw new SyncException(
                SyncError.ShareExists,
                $"{node}: share '{request.Id}' exists and is {currentPath}, not {path}. Give another -Id, or remove the old one (Remove-SyncShare; its files stay).");
        }

        JObject fields = request.ToFields();
        JArray devices = FolderDocument.WithDevices(current, request.DeviceIds);
        JObject change = [];
        if (devices.Count > FolderDocument.Devices(current).Count())
        {
            change["devices"] = devices;
        }

        IgnoreLines ignores = await node.Client.Database.GetIgnoresAsync(request.Id, cancel).ConfigureAwait(false);
        string[] missing = [.. request.IgnoreLines.Except((ignores.Ignore ?? []).Select(line => line.Trim()))];
        JObject differing = ConfigurationDifference.Of(fields, current);
        if (IsUnfinished(current, node))
        {
            change.Merge(differing);
            change["paused"] = false;
            return new SharePlan(node, request, current, change, missing.Length == 0 ? null : [.. ignores.Ignore ?? [], .. missing], false);
        }

        if (differing.Count > 0 || missing.Length > 0)
        {
            IEnumerable<string> ways = [
                .. differing.Properties().Select(field => $"{field.Name} is {Short(current[field.Name])}, not {Short(field.Value)} (Set-SyncShare changes it)"),
                .. missing.Length == 0 ? Array.Empty<string>() : [$"{missing.Length} ignore pattern(s) are not there, such as '{missing[0]}' (Add-SyncIgnore adds them)"],
            ];
            throw new SyncException(SyncError.ShareExists, $"{node}: share '{request.Id}' exists at that path, but {string.Join("; ", ways)}.");
        }

        return new SharePlan(node, request, current, change, null, false);
    }

    // A share begins paused and shared with nobody until its ignore patterns are in place: what was interrupted looks like that.
    private static bool IsUnfinished(JObject folder, SyncNode node) =>
        (bool?)folder["paused"] == true && FolderDocument.Devices(folder).All(device => device == node.DeviceId);

    private static void RefuseOverlap(SyncNode node, ShareRequest request, string path, List<JObject> others)
    {
        foreach (JObject other in others)
        {
            string otherId = (string)other["id"]!;
            string otherPath = SharePath.Normalize((string?)other["path"] ?? "", node);
            bool isInside = SharePath.IsSameOrInside(path, otherPath, node);
            bool isAround = SharePath.IsSameOrInside(otherPath, path, node);
            if (isInside && isAround)
            {
                throw new SyncException(
                    SyncError.PathOverlaps,
                    $"{node}: {path} is shared already, as '{otherId}'. Use that share, or remove it first (Remove-SyncShare {otherId}; its files stay).");
            }

            if ((isInside || isAround) && !request.AllowNesting && !request.Siblings.Contains(otherId))
            {
                throw new SyncException(
                    SyncError.PathOverlaps,
                    $"{node}: {path} lies {(isInside ? "inside" : "around")} share '{otherId}' ({otherPath}): the same files would travel twice. Choose another path, leave the inner one out of the outer (Add-SyncIgnore), and say -Force if the nest is meant.");
            }
        }
    }

    private static string Short(JToken? value) => value?.ToString(Newtonsoft.Json.Formatting.None).Trim('"') is { Length: > 0 } text ? text : "unset";
}
