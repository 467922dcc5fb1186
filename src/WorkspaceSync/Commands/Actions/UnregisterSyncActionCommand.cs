using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Ends actions of this session.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "SyncAction", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterSyncActionCommand : WorkspaceCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            Attempt(name, () =>
            {
                if (ActionRegistry.Current.All.All(action => !string.Equals(action.Name, name, StringComparison.OrdinalIgnoreCase)))
                {
                    throw GetSyncActionCommand.NotFound(name);
                }

                if (ShouldProcess($"action '{name}'", "End"))
                {
                    ActionRegistry.Current.Remove(name);
                }
            });
        }
    }
}
