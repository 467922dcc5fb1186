using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Changes shares on a node: one object at a time, read back and compared, taken back when it was not taken as sent.</summary>
internal static class ShareEditor
{
    /// <summary>Does what a plan says; killed anywhere, the same plan made again continues.</summary>
    public static async Task<SyncShare> ApplyAsync(SharePlan plan, CancellationToken cancel)
    {
        if (!plan.IsDone)
        {
            if (plan.Current is null)
            {
                await CreateAsync(plan, cancel).ConfigureAwait(false);
            }
            else
            {
                await CompleteAsync(plan, plan.Change, cancel).ConfigureAwait(false);
            }
        }

        return await ShareReader.GetAsync(plan.Node, plan.Request.Id, cancel).ConfigureAwait(false);
    }

    /// <summary>Sends a change of a few fields, and makes sure that it was taken; otherwise puts the old values back.</summary>
    public static async Task PatchAsync(SyncNode node, JObject current, JObject change, CancellationToken cancel)
    {
        string id = (string)current["id"]!;
        await node.Client.Config.PatchFolderAsync(id, change, cancel).ConfigureAwait(false);
        JObject after = await ShareReader.GetDocumentAsync(node, id, cancel).ConfigureAwait(false);
        JObject refused = ConfigurationDifference.Of(change, after);
        if (refused.Count > 0)
        {
            JObject before = new(change.Properties().Select(field => new JProperty(field.Name, current[field.Name]?.DeepClone())));
            await node.Client.Config.PatchFolderAsync(id, before, CancellationToken.None).ConfigureAwait(false);
            throw NotTaken(node, id, refused, after);
        }
    }

    /// <summary>Pauses or resumes a share.</summary>
    public static async Task<SyncShare> SetPausedAsync(SyncNode node, string id, bool paused, CancellationToken cancel)
    {
        JObject current = await ShareReader.GetDocumentAsync(node, id, cancel).ConfigureAwait(false);
        if ((bool?)current["paused"] != paused)
        {
            await PatchAsync(node, current, new JObject { ["paused"] = paused }, cancel).ConfigureAwait(false);
        }

        return await ShareReader.GetAsync(node, id, cancel).ConfigureAwait(false);
    }

    /// <summary>Forgets a share; its files and its .stignore stay where they are.</summary>
    public static async Task RemoveAsync(SyncNode node, string id, CancellationToken cancel)
    {
        await node.Client.Config.DeleteFolderAsync(id, cancel).ConfigureAwait(false);
        if (await node.Client.Config.FindFolderAsync(id, cancel).ConfigureAwait(false) is not null)
        {
            throw new SyncException(SyncError.ChangeNotTaken, $"{node}: Syncthing took the removal of '{id}' and still has it. Look at its log, then try again.");
        }
    }

    // The order is the safety: nothing is scanned or offered before the ignore patterns are in place.
    private static async Task CreateAsync(SharePlan plan, CancellationToken cancel)
    {
        string? created = plan.CreatesDirectory
            ? await ShareDirectory.CreateAsync(plan.Node.Machine!, plan.Node.Name, SharePath.Normalize(plan.Request.Path, plan.Node), cancel).ConfigureAwait(false)
            : null;
        try
        {
            JObject first = (JObject)plan.Change.DeepClone();
            first["paused"] = true;
            await plan.Node.Client.Config.PutFolderAsync(first, cancel).ConfigureAwait(false);
            JObject taken = await ShareReader.GetDocumentAsync(plan.Node, plan.Request.Id, cancel).ConfigureAwait(false);
            JObject refused = ConfigurationDifference.Of(first, taken);
            if (refused.Count > 0)
            {
                throw NotTaken(plan.Node, plan.Request.Id, refused, taken);
            }

            FaultPoint.Reach("setup-inside-share");
            JObject rest = new() { ["paused"] = false, ["devices"] = FolderDocument.WithDevices(taken, plan.Request.DeviceIds) };
            await CompleteAsync(plan with { Current = taken }, rest, cancel).ConfigureAwait(false);
        }
        catch (SyncException)
        {
            await plan.Node.Client.Config.DeleteFolderAsync(plan.Request.Id, CancellationToken.None).ConfigureAwait(false);
            if (created is not null)
            {
                await ShareDirectory.RemoveEmptyAsync(plan.Node.Machine!, created).ConfigureAwait(false);
            }

            throw;
        }
    }

    private static async Task CompleteAsync(SharePlan plan, JObject change, CancellationToken cancel)
    {
        if (plan.IgnoreLines is { Count: > 0 } wanted)
        {
            string[] present = (await plan.Node.Client.Database.GetIgnoresAsync(plan.Request.Id, cancel).ConfigureAwait(false)).Ignore ?? [];
            string[] merged = [.. present, .. wanted.Except(present.Select(line => line.Trim()))];
            await IgnoreEditor.WriteAsync(plan.Node, plan.Request.Id, present, merged, cancel).ConfigureAwait(false);
        }

        if (change.Count > 0)
        {
            await PatchAsync(plan.Node, plan.Current!, change, cancel).ConfigureAwait(false);
        }

        await FolderStart.WaitAsync(plan.Node, plan.Request.Id, cancel).ConfigureAwait(false);
    }

    private static SyncException NotTaken(SyncNode node, string id, JObject refused, JObject actual)
    {
        JProperty first = refused.Properties().First();
        return new SyncException(
            SyncError.ChangeNotTaken,
            $"{node}: Syncthing {node.Version} answered yes, but share '{id}' has {first.Name} {actual[first.Name]?.ToString(Newtonsoft.Json.Formatting.None) ?? "unset"} instead of {first.Value.ToString(Newtonsoft.Json.Formatting.None)}. The change was taken back.");
    }
}
