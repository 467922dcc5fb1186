using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Removes ignore patterns from a share, by their exact text.</summary>
[Cmdlet(VerbsCommon.Remove, "SyncIgnore", SupportsShouldProcess = true)]
[OutputType(typeof(SyncIgnore))]
public sealed class RemoveSyncIgnoreCommand : IgnoreEditCmdlet
{
    private readonly List<string> _patterns = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Pattern { get; set; } = [];

    // From Get-SyncIgnore each line comes with its share and its node; then each is an edit of its own.
    protected override void ProcessRecord()
    {
        _patterns.Clear();
        _patterns.AddRange(Pattern);
        EditAll();
    }

    private protected override IReadOnlyList<string> Edit(SyncNode node, string share, IReadOnlyList<string> lines)
    {
        HashSet<string> removed = [.. _patterns.Select(pattern => pattern.Trim())];
        if (removed.Except(lines.Select(line => line.Trim())).FirstOrDefault() is { } missing)
        {
            throw new SyncException(
                SyncError.IgnorePatternNotFound,
                $"{node}: share '{share}' has no ignore pattern '{missing}'. Get-SyncIgnore {share} lists them; the text has to be exactly the same.");
        }

        return [.. lines.Where(line => !removed.Contains(line.Trim()))];
    }
}
