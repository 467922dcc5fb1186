using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Tells whether paths of a share travel, and which line of which file decides. The paths need not exist.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyncIgnore")]
[OutputType(typeof(IgnoreVerdict), typeof(bool))]
public sealed class TestSyncIgnoreCommand : NodeCmdlet
{
    private readonly Dictionary<SyncNode, ShareIgnores> _sets = [];

    [Parameter(Mandatory = true, Position = 0)]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateCount(1, 1)]
    public string[] Share { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            ForEachNode(path, node =>
            {
                if (!_sets.TryGetValue(node, out ShareIgnores? ignores))
                {
                    ignores = _sets[node] = Await(cancel => ShareIgnores.ReadAsync(node, Share[0], cancel));
                }

                IgnoreVerdict verdict = ignores.Decide(path);
                WriteObject(Quiet ? verdict.Travels : verdict);
            });
        }
    }
}
