using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the lines of shares' ignore patterns.</summary>
[Cmdlet(VerbsCommon.Get, "SyncIgnore")]
[OutputType(typeof(SyncIgnore))]
public sealed class GetSyncIgnoreCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord() => ForEachNode(Share, node =>
    {
        NameFilter filter = new(Share);
        foreach (SyncShare share in ShareReader.ReadAllAsync(node, StopToken).ToBlockingEnumerable(StopToken))
        {
            if (filter.IsMatch([share.Id]))
            {
                Attempt(share.Id, () => WriteLines(node, share.Id));
            }
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw Await(cancel => ShareReader.NotFoundAsync(node, missing, cancel)));
        }
    });

    private void WriteLines(SyncNode node, string id)
    {
        string[] lines = Await(cancel => node.Client.Database.GetIgnoresAsync(id, cancel)).Ignore ?? [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                WriteObject(new SyncIgnore { Share = id, LineNumber = i + 1, Pattern = lines[i], Node = node });
            }
        }
    }
}
