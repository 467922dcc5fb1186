using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the actions of this session.</summary>
[Cmdlet(VerbsCommon.Get, "SyncAction")]
[OutputType(typeof(SyncAction))]
public sealed class GetSyncActionCommand : WorkspaceCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord()
    {
        NameFilter filter = new(Name);
        foreach (SyncAction action in ActionRegistry.Current.All.Where(action => filter.IsMatch([action.Name])))
        {
            WriteObject(action);
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw NotFound(missing));
        }
    }

    internal static SyncException NotFound(string name)
    {
        IReadOnlyList<SyncAction> all = ActionRegistry.Current.All;
        return new SyncException(
            SyncError.ActionNotFound, $"This session has no action '{name}'. {(all.Count == 0 ? "It has none" : $"It has {string.Join(", ", all)}")}; Register-SyncAction makes one.");
    }
}
