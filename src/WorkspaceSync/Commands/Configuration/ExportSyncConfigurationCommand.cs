using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Writes a node's devices, shares and patterns, and this machine's workspaces, as data that Import-SyncConfiguration takes.</summary>
[Cmdlet(VerbsData.Export, "SyncConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSyncConfigurationCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void EndProcessing() => Demand(Path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        IReadOnlyList<SyncNode> nodes = GetNodes();
        if (nodes.Count != 1)
        {
            throw new SyncException(SyncError.NodeAmbiguous, $"A file has the configuration of one node, and {nodes.Count} are given or could be reached. Give one.");
        }

        IReadOnlyList<RemoteWorkspace> workspaces = Node is null && HostName is null ? WorkspaceStore.Current.ReadAll() : [];
        JObject table = Await(cancel => DeclarationExport.ReadAsync(nodes[0], workspaces, cancel));
        if (File.Exists(file) && !Force)
        {
            throw new SyncException(SyncError.FileUnwritable, $"{file} is there already. Give another -Path, or -Force to write over it.");
        }

        if (!ShouldProcess(file, $"Write the configuration of {nodes[0].Name}"))
        {
            return;
        }

        string text = DataFile.Write(
            table,
            $"The Syncthing configuration of {PrintableText.Of(nodes[0].Name)}, without keys and passwords.",
            "Import-SyncConfiguration makes a node so; with -WhatIf it shows in what one differs. What is not said here is left as it is.");
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(SyncError.FileUnwritable, $"{file} cannot be written: {e.Message.TrimEnd('.')}. Give another -Path.", e);
        }

        WriteObject(new FileInfo(file));
    });
}
