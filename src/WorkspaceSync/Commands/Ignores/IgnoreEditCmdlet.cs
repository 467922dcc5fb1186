using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What Set-, Add- and Remove-SyncIgnore share: look, check, say what it would change, write, read back.</summary>
public abstract class IgnoreEditCmdlet : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The lines as they are to be.</summary>
    private protected abstract IReadOnlyList<string> Edit(SyncNode node, string share, IReadOnlyList<string> lines);

    /// <summary>Does the edit on each share and node.</summary>
    private protected void EditAll() => ForEach(Share, (node, id) =>
    {
        SyncShare share = Await(cancel => ShareReader.GetAsync(node, id, cancel));
        string[] before = Await(cancel => node.Client.Database.GetIgnoresAsync(id, cancel)).Ignore ?? [];
        IReadOnlyList<string> after = Edit(node, id, before);
        IgnoreSet set = ShareIgnores.Check(after, node, share.Path);
        if (before.SequenceEqual(after))
        {
            WriteVerbose($"{node.Name}: the ignore patterns of '{id}' are so already.");
        }
        else
        {
            foreach (IgnoreAdvice advice in set.Advise().Where(advice => !before.Contains(advice.Text)))
            {
                WriteWarning($"{id}: {advice}");
            }

            string effect = IgnoreEffect.Describe(share, before, after);
            if (!ShouldProcess($"share '{id}' on {node.Name}", $"Change the ignore patterns ({effect})"))
            {
                return;
            }

            Await(cancel => IgnoreEditor.WriteAsync(node, id, before, after, cancel));
        }

        for (int i = 0; PassThru && i < after.Count; i++)
        {
            WriteObject(new SyncIgnore { Share = id, LineNumber = i + 1, Pattern = after[i], Node = node });
        }
    });
}
