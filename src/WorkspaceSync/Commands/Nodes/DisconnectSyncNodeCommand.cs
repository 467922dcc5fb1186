using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Closes connections and forgets nodes of this session. The daemons go on as they are.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "SyncNode", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectSyncNodeCommand : WorkspaceCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public SyncNode[] Node { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (SyncNode node in Node)
        {
            if (!ShouldProcess($"node '{node.Name}' at {node.Uri.Authority}", "Disconnect"))
            {
                continue;
            }

            if (node == NodeRegistry.Current.KnownLocal)
            {
                NodeRegistry.Current.ForgetLocal();
            }
            else if (node.Shell is { } shell)
            {
                NodeRegistry.Current.Remove(node);
                Await(_ => RemoteHosts.Connector.CloseAsync(shell.HostName));
            }
            else if (!NodeRegistry.Current.Remove(node))
            {
                WriteVerbose($"{node.Name} was not connected.");
            }
        }
    }
}
