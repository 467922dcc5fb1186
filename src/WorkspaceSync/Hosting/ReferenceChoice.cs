using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Finds the other machine of a share: named, or the only other one that this session knows, or the one that its workspace is tied to.</summary>
internal sealed class ReferenceChoice(WorkspaceCmdlet cmdlet, PSCredential? credential)
{
    private HostChoice? _hosts;

    public SyncNode Find(SyncNode node, string share, SyncNode[]? given, string? hostName)
    {
        if (given is [SyncNode reference])
        {
            return reference;
        }

        string? host = hostName ?? WorkspaceStore.Current.ReadAll().FirstOrDefault(workspace => workspace.Shares.Any(tied => tied.Id == share))?.HostName;
        if (host is not null)
        {
            HostChoice hosts = _hosts ??= new HostChoice(cmdlet, credential, 1) { OnError = (_, error) => throw error };
            return hosts.Connect([host], null)[0];
        }

        SyncShare configured = cmdlet.AwaitAnswer(cancel => ShareReader.GetAsync(node, share, cancel));
        SyncNode[] others = [.. NodeRegistry.Current.Known.Where(known => configured.Devices.Any(device => device.DeviceId == known.DeviceId))];
        return others is [SyncNode only] ? only : throw new SyncException(
            SyncError.NodeAmbiguous,
            $"{node}: which other machine of '{share}' is meant? {(others.Length == 0 ? "This session knows none of its other devices" : $"It is shared with {string.Join(", ", others.Select(other => other.Name))}")}. Name it: -HostName, or -ReferenceNode.");
    }
}
