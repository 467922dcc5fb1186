using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What Undo-SyncLocalChange and Undo-SyncRemoteChange share: a preview of what would be lost, a question, and one request.</summary>
public abstract class OneWayUndoCmdlet : NodeCmdlet
{
    private const int MostNames = 5;
    private const int ActivityId = 7217;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    private protected abstract SyncShareType Type { get; }

    /// <summary>The sentence about what would be lost, without the names.</summary>
    private protected abstract string Describe(SyncNode node, string id, int count, string size);

    protected override void ProcessRecord() => ForEach(Share.Distinct(), (node, id) =>
    {
        IReadOnlyList<SyncLocalChange> lost = Await(cancel => OneWayChanges.PreviewAsync(node, id, Type, cancel));
        if (lost.Count == 0)
        {
            WriteVerbose($"{node.Name}: '{id}' has no such changes.");
            return;
        }

        string names = string.Join(", ", lost.Take(MostNames).Select(change => PrintableText.Of(change.Path))) + (lost.Count > MostNames ? $" and {lost.Count - MostNames} more" : "");
        string what = $"{Describe(node, id, lost.Count, ByteSize.Format(lost.Sum(change => change.Size)))}: {names}.";
        if (ShouldProcess(what, $"{what} Do it?", "Undo changes"))
        {
            using ProgressTicker ticker = new(this, ActivityId, $"Undoing changes of {id}", () => new WorkProgress($"{node.Name}: {lost.Count} item(s)", File: lost[0].Path));
            ticker.Await(cancel => OneWayUndo.RunAsync(node, id, Type, lost, cancel));
        }
    });
}
