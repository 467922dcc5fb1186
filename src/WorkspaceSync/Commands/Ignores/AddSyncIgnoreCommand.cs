using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Adds ignore patterns to a share; those that are there already stay where they are.</summary>
[Cmdlet(VerbsCommon.Add, "SyncIgnore", SupportsShouldProcess = true)]
[OutputType(typeof(SyncIgnore))]
public sealed class AddSyncIgnoreCommand : IgnoreEditCmdlet
{
    private readonly List<string> _patterns = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Pattern { get; set; } = [];

    [Parameter]
    public SwitchParameter First { get; set; }

    protected override void ProcessRecord() => _patterns.AddRange(Pattern);

    protected override void EndProcessing() => EditAll();

    private protected override IReadOnlyList<string> Edit(SyncNode node, string share, IReadOnlyList<string> lines)
    {
        string[] added = [.. _patterns.Select(pattern => pattern.Trim()).Distinct().Except(lines.Select(line => line.Trim()))];
        return First ? [.. added, .. lines] : [.. lines, .. added];
    }
}
