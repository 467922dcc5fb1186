using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Ends this session's sandboxes and removes everything of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SyncSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopSyncSandboxCommand : WorkspaceCmdlet
{
    private readonly HashSet<SyncNode> _nodes = [];

    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public SyncNode[]? Node { get; set; }

    protected override void ProcessRecord() => _nodes.UnionWith(Node ?? []);

    protected override void EndProcessing()
    {
        if (_nodes.Count == 0 && MyInvocation.ExpectingInput)
        {
            return; // a pipeline that nothing came through doesn't mean all
        }

        SyncSandbox[] meant = [.. SandboxRegistry.Current.Running.Where(IsMeant)];
        if (meant.Length == 0)
        {
            WriteVerbose("No sandbox is running in this session.");
        }

        foreach (SyncSandbox sandbox in meant)
        {
            if (ShouldProcess($"sandbox with {string.Join(", ", sandbox.Daemons.Select(daemon => daemon.Name))}, and all its files in {sandbox.Directory}", "Stop and remove"))
            {
                Await(_ => SandboxRegistry.Current.StopAsync(sandbox));
            }
        }
    }

    private bool IsMeant(SyncSandbox sandbox) =>
        _nodes.Count == 0 || sandbox.Daemons.Any(daemon => _nodes.Any(node => node.ConfigPath == daemon.Home.Directory));
}
