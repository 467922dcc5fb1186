using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Each of the two daemons knows the other, by its id, its name and an address. Neither accepts anything by itself.</summary>
internal sealed class DevicesStep : SetupStep
{
    public override string Name(SetupContext context) => "devices introduced";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        if (context.Local is not { } local || context.Remote is not { } remote)
        {
            return StepState.Would("would introduce the two to each other");
        }

        bool here = await KnowsAsync(local, remote, cancel).ConfigureAwait(false), there = await KnowsAsync(remote, local, cancel).ConfigureAwait(false);
        return here && there
            ? StepState.Done($"{context.Request.HostName} here, {NameOf(local)} there")
            : StepState.Would($"would add {string.Join(" and ", new[] { here ? null : $"{context.Request.HostName} here", there ? null : $"{NameOf(local)} there" }.OfType<string>())}");
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        SyncNode local = context.Local!, remote = context.Remote!;
        if (!await KnowsAsync(local, remote, cancel).ConfigureAwait(false))
        {
            await AddAsync(local, remote, context.Request.HostName, await HostAddresses.OfHostAsync(remote, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }

        FaultPoint.Reach("setup-inside-DevicesStep");
        if (!await KnowsAsync(remote, local, cancel).ConfigureAwait(false))
        {
            await AddAsync(remote, local, NameOf(local), await HostAddresses.OfThisMachineAsync(local, context.Shell!, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
    }

    private static async Task<bool> KnowsAsync(SyncNode node, SyncNode other, CancellationToken cancel) =>
        await node.Client.Config.FindDeviceAsync(other.DeviceId, cancel).ConfigureAwait(false) is not null;

    // A name that another device has would not tell which is meant: then the short id is added to it.
    private static async Task AddAsync(SyncNode node, SyncNode other, string name, IReadOnlyList<string> addresses, CancellationToken cancel)
    {
        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        string free = names.ById.Values.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{name}-{other.DeviceId[..7]}" : name;
        JObject? device = await DeviceEditor.PlanAsync(node, DeviceId.Parse(other.DeviceId), free, addresses, cancel).ConfigureAwait(false);
        if (device is not null)
        {
            await DeviceEditor.AddAsync(node, device, cancel).ConfigureAwait(false);
        }
    }

    // The local daemon's own name, which Syncthing takes from the machine.
    private static string NameOf(SyncNode local) => local.Name.Length > 0 ? local.Name : Environment.MachineName;
}
