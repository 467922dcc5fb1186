using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Looks in what a node's shares are not as a file says. Changes nothing.</summary>
/// <param name="node">The node.</param>
/// <param name="names">What it calls its devices.</param>
/// <param name="declaration">The file: a device that it brings may be named before the node has it.</param>
/// <param name="profiles">The profiles at hand.</param>
internal sealed class DeclaredSharePlanner(SyncNode node, DeviceNames names, Declaration declaration, ProfileStore profiles)
{
    /// <summary>Null when the share is as declared.</summary>
    public async Task<DeclaredChange?> PlanAsync(DeclaredShare share, CancellationToken cancel)
    {
        string[]? lines = Lines(share);
        if (lines is not null)
        {
            ShareIgnores.Check(lines, node, SharePath.Expand(share.Path, node));
        }

        string[]? devices = share.Devices is null ? null : [.. share.Devices.Select(Resolve).Where(device => device != node.DeviceId)];
        JObject? current = await node.Client.Config.FindFolderAsync(share.Id, cancel).ConfigureAwait(false);
        return current is null
            ? await PlanNewAsync(share, devices ?? [], lines ?? [], cancel).ConfigureAwait(false)
            : await PlanChangeAsync(share, current, devices, lines, cancel).ConfigureAwait(false);
    }

    private async Task<DeclaredChange> PlanNewAsync(DeclaredShare share, string[] devices, string[] lines, CancellationToken cancel)
    {
        ShareRequest request = new() { Id = share.Id, Path = share.Path, DeviceIds = devices, IgnoreLines = lines };
        await SharePlanner.PlanAsync(node, request, cancel).ConfigureAwait(false); // what is in its way is said before anything is done
        return new DeclaredChange([Row(share, null, null, share.Path)], async token =>
        {
            await ShareEditor.ApplyAsync(await SharePlanner.PlanAsync(node, request, token).ConfigureAwait(false), token).ConfigureAwait(false);
            JObject made = await ShareReader.GetDocumentAsync(node, share.Id, token).ConfigureAwait(false);
            JObject rest = ConfigurationDifference.Of(share.Fields, made);
            if (rest.Count > 0)
            {
                await ShareEditor.PatchAsync(node, made, rest, token).ConfigureAwait(false);
            }
        });
    }

    private async Task<DeclaredChange?> PlanChangeAsync(DeclaredShare share, JObject current, string[]? devices, string[]? lines, CancellationToken cancel)
    {
        string path = SharePath.Normalize((string?)current["path"] ?? "", node), wanted = SharePath.Normalize(share.Path, node);
        if (!SharePath.IsSameOrInside(path, wanted, node) || !SharePath.IsSameOrInside(wanted, path, node))
        {
            throw new SyncException(
                SyncError.ShareExists,
                $"{node}: share '{share.Id}' is {path}, and the file says {wanted}. A share is not moved by a file: correct the Path in it, or remove the share first (Remove-SyncShare {share.Id}; its files stay).");
        }

        JObject change = ConfigurationDifference.Of(share.Fields, current);
        List<SyncDrift> rows = [.. DriftText.Of(change, current, DeclaredField.OfShare).Select(one => Row(share, one.Key, one.Now, one.Wanted))];
        if (change["versioning"] is { } versioning)
        {
            rows.Add(Row(share, "Versioning", DriftText.Show(current["versioning"]?["type"]) is { Length: > 0 } type ? type : "none", DriftText.Show(versioning)!));
        }

        if (devices is not null && !FolderDocument.Devices(current).Where(device => device != node.DeviceId).ToHashSet().SetEquals(devices))
        {
            change["devices"] = FolderDocument.OnlyDevices(current, [.. devices, node.DeviceId]);
            rows.Add(Row(share, "Devices", Names(FolderDocument.Devices(current).Where(device => device != node.DeviceId)), Names(devices)));
        }

        string[] before = lines is null ? [] : [.. ((await node.Client.Database.GetIgnoresAsync(share.Id, cancel).ConfigureAwait(false)).Ignore ?? []).Select(line => line.Trim())];
        bool isIgnoring = lines is not null && !before.SequenceEqual(lines);
        if (isIgnoring)
        {
            rows.Add(Row(share, "Ignore", string.Join(", ", before.Select(PrintableText.Of)), string.Join(", ", lines!.Select(PrintableText.Of))));
        }

        return rows.Count == 0 ? null : new DeclaredChange(rows, async token =>
        {
            // Patterns first, so that nothing travels that they leave out.
            if (isIgnoring)
            {
                string[] present = (await node.Client.Database.GetIgnoresAsync(share.Id, token).ConfigureAwait(false)).Ignore ?? [];
                await IgnoreEditor.WriteAsync(node, share.Id, present, lines!, token).ConfigureAwait(false);
            }

            if (change.Count > 0)
            {
                await ShareEditor.PatchAsync(node, current, change, token).ConfigureAwait(false);
            }
        });
    }

    private string[]? Lines(DeclaredShare share) => share.Profile is null
        ? share.Ignore is null ? null : [.. share.Ignore.Select(line => line.Trim())]
        : ShareIgnores.Compose(profiles.Get(share.Profile), share.Ignore ?? [], excludeGit: false);

    private string Resolve(string device) =>
        declaration.Devices.FirstOrDefault(one => string.Equals(one.Name, device, StringComparison.OrdinalIgnoreCase))?.Id.ToString()
        ?? (DeviceId.TryParse(device, out DeviceId id) && declaration.Devices.Any(one => one.Id.ToString() == id.ToString()) ? id.ToString() : names.Resolve(device, node));

    private string Names(IEnumerable<string> devices) => string.Join(
        ", ",
        devices.Select(device => declaration.Devices.FirstOrDefault(one => one.Id.ToString() == device)?.Name is { Length: > 0 } name ? name : DeviceNames.Of(device, names.ById)).Order());

    private SyncDrift Row(DeclaredShare share, string? setting, string? now, string wanted) => new()
    {
        Kind = SyncDriftKind.Share,
        Name = share.Id,
        Setting = setting,
        Now = now,
        Wanted = wanted,
        Machine = node.Name,
    };
}
