using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Reads the status of a node's shares: what all need is asked once, each share in parallel, one result as it is known.</summary>
internal static class StatusReader
{
    // Enough to hide the way there and back; a daemon answers db/status one after the other in any case.
    private const int Parallelism = 16;

    /// <summary>The status of every share that is wanted.</summary>
    /// <param name="isWanted">By share id, for those that the node has.</param>
    /// <param name="mayBeWanted">The same for those that it had the last time and may have no more: they are asked about early.</param>
    public static async IAsyncEnumerable<SyncStatus> ReadAsync(
        SyncNode node, Func<string, bool> isWanted, Func<string, bool> mayBeWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        Dictionary<string, ShareQuestions> early = node.LastStatus.Where(last => mayBeWanted(last.Key))
            .ToDictionary(last => last.Key, last => new ShareQuestions(node, last.Key, last.Value, cancel));
        Task<NodeFacts> asked = NodeFacts.ReadAsync(node, cancel);
        Queue<Task<SyncStatus>> running = new();
        Dictionary<string, (string, DateTimeOffset)[]> shown = [];
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            if (!isWanted((string)folder["id"]!))
            {
                continue;
            }

            // The first shares are asked for while the rest of a long configuration is still being read.
            NodeFacts facts = await asked.ConfigureAwait(false);
            SyncShare share = FolderDocument.ToShare(folder, node, facts.Names.ById);
            ShareQuestions questions = early.GetValueOrDefault(share.Id) ?? new ShareQuestions(node, share.Id, cancel);
            if (!share.Paused && shown.Count < Parallelism)
            {
                shown[share.Id] = [.. share.Devices.SelectMany(device => facts.Since(device.DeviceId) is { } at ? [(device.DeviceId, at)] : Array.Empty<(string, DateTimeOffset)>())];
            }

            running.Enqueue(ReadOneAsync(node, share, facts, ConflictCounter.StartAsync(node, share.Path, cancel), questions));
            if (running.Count == Parallelism)
            {
                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }

        while (running.TryDequeue(out Task<SyncStatus>? next))
        {
            yield return await next.ConfigureAwait(false);
        }

        await asked.ConfigureAwait(false); // with no share wanted nobody else has looked at what came of it
        node.LastStatus = shown;
    }

    /// <summary>One share's status, for a wait: a far machine's conflicts, which are many files to look at, are not counted.</summary>
    public static async Task<SyncStatus> ReadOneAsync(SyncNode node, string id, CancellationToken cancel)
    {
        Task<NodeFacts> asked = NodeFacts.ReadAsync(node, cancel);
        JObject folder = await ShareReader.GetDocumentAsync(node, id, cancel).ConfigureAwait(false);
        NodeFacts facts = await asked.ConfigureAwait(false);
        SyncShare share = FolderDocument.ToShare(folder, node, facts.Names.ById);
        Task<Lazy<int?>?> conflicts = node.IsHere ? ConflictCounter.StartAsync(node, share.Path, cancel) : Task.FromResult<Lazy<int?>?>(null);
        return await ReadOneAsync(node, share, facts, conflicts, new ShareQuestions(node, id, cancel)).ConfigureAwait(false);
    }

    /// <summary>One share's status with a number of conflicts that is known already, for who reads it again and again.</summary>
    public static async Task<SyncStatus> ReadOneAsync(SyncNode node, SyncShare share, Lazy<int?>? conflicts, CancellationToken cancel) =>
        await ReadOneAsync(node, share, await NodeFacts.ReadAsync(node, cancel).ConfigureAwait(false), Task.FromResult(conflicts), new ShareQuestions(node, share.Id, cancel)).ConfigureAwait(false);

    private static async Task<SyncStatus> ReadOneAsync(SyncNode node, SyncShare share, NodeFacts facts, Task<Lazy<int?>?> conflicts, ShareQuestions questions)
    {
        if (share.Paused)
        {
            return Compose(node, share, facts, new FolderStatus(), 0, [.. share.Devices.Select(device => Unknown(device, facts))], await conflicts.ConfigureAwait(false));
        }

        Task<SyncDeviceStatus[]> devices = Task.WhenAll(share.Devices.Select(device => ReadDeviceAsync(device, facts, questions)));
        Task<FolderErrors> errors = questions.GetErrorsAsync(); // a file that can't be scanned is only here
        FolderStatus status = await questions.GetStatusAsync().ConfigureAwait(false);
        int errorCount = (await errors.ConfigureAwait(false)).Errors?.Count ?? 0;
        return Compose(node, share, facts, status, errorCount, await devices.ConfigureAwait(false), await conflicts.ConfigureAwait(false));
    }

    private static SyncStatus Compose(
        SyncNode node, SyncShare share, NodeFacts facts, FolderStatus status, int errors, IReadOnlyList<SyncDeviceStatus> devices, Lazy<int?>? conflicts)
    {
        (SyncHealth health, string? reason) = HealthRule.Decide(share.Paused, status, errors, devices);
        bool isKnown = !share.Paused && status.State is not ("" or "starting" or "error");
        facts.Folders.TryGetValue(share.Id, out FolderStatistics? statistics);
        long needItems = status.NeedTotalItems - status.NeedDeletes;
        return new SyncStatus
        {
            Share = share.Id,
            Label = share.Label,
            Path = share.Path,
            Machine = node.Name,
            Node = node,
            Health = health,
            Reason = reason,
            State = status.State.Length > 0 ? status.State : null,
            NeedItems = isKnown ? needItems : null,
            NeedBytes = isKnown ? status.NeedBytes : null,
            NeedDeletes = isKnown ? status.NeedDeletes : null,
            // Without anybody's index a need of nothing means nothing.
            CompletionPercent = isKnown && devices.Any(device => device.Connected)
                ? CompletionRule.Percent(status.GlobalTotalItems, status.GlobalBytes, needItems, status.NeedBytes, status.NeedDeletes)
                : null,
            Errors = share.Paused ? null : errors,
            IsReceiveOnly = share.Type is SyncShareType.ReceiveOnly or SyncShareType.ReceiveEncrypted,
            ConflictCount = conflicts,
            LocalChanges = isKnown ? status.ReceiveOnlyTotalItems : null,
            LastScan = Meaningful(statistics?.LastScan),
            LastChange = Meaningful(statistics?.LastFile?.At),
            Sequence = isKnown ? status.Sequence : null,
            Devices = devices,
        };
    }

    private static async Task<SyncDeviceStatus> ReadDeviceAsync(SyncShareDevice device, NodeFacts facts, ShareQuestions questions)
    {
        SyncDeviceStatus unknown = Unknown(device, facts);
        if (!unknown.Connected)
        {
            return unknown; // the daemon goes on saying 100 for a device that is gone
        }

        Completion completion = await questions.GetCompletionAsync(device.DeviceId, facts.Since(device.DeviceId)).ConfigureAwait(false);
        bool isKnown = completion.RemoteState is "valid" || (completion.RemoteState is null && completion.Sequence > 0);
        return new SyncDeviceStatus
        {
            Name = device.Name,
            DeviceId = device.DeviceId,
            Connected = true,
            ConnectionAddress = unknown.ConnectionAddress,
            ConnectionType = unknown.ConnectionType,
            Addresses = unknown.Addresses,
            NeedItems = isKnown ? completion.NeedItems : null,
            NeedBytes = isKnown ? completion.NeedBytes : null,
            NeedDeletes = isKnown ? completion.NeedDeletes : null,
            CompletionPercent = isKnown
                ? CompletionRule.Percent(completion.GlobalItems, completion.GlobalBytes, completion.NeedItems, completion.NeedBytes, completion.NeedDeletes)
                : null,
            RemoteState = completion.RemoteState,
            Sequence = completion.Sequence,
        };
    }

    private static SyncDeviceStatus Unknown(SyncShareDevice device, NodeFacts facts)
    {
        Connections.Entry? connection = facts.Connections.Devices.GetValueOrDefault(device.DeviceId);
        return new SyncDeviceStatus
        {
            Name = device.Name,
            DeviceId = device.DeviceId,
            Connected = connection?.Connected ?? false,
            Paused = connection?.Paused ?? false,
            ConnectionAddress = connection is { Connected: true, Address.Length: > 0 } ? connection.Address : null,
            ConnectionType = connection is { Connected: true, Type.Length: > 0 } ? connection.Type : null,
            Addresses = facts.Names.AddressesOf(device.DeviceId),
        };
    }

    private static DateTimeOffset? Meaningful(DateTimeOffset? at) => at is { Year: > 1970 } ? at : null;
}
