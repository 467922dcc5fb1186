using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Lists the archived versions of files: what other machines replaced or deleted, and what gave way in a conflict.</summary>
[Cmdlet(VerbsCommon.Get, "SyncFileVersion")]
[OutputType(typeof(SyncFileVersion))]
public sealed class GetSyncFileVersionCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    protected override void ProcessRecord()
    {
        WildcardPattern[] paths = [.. Path.Select(path => WildcardPattern.Get(path.TrimEnd('/'), WildcardOptions.None))];
        NameFilter shares = new(Share);
        WriteFromNodes((node, cancel) => VersionReader.ReadAsync(node, id => shares.IsMatch([id]), path => paths.Length == 0 || paths.Any(wanted => wanted.IsMatch(path)), cancel));
        foreach (string missing in shares.Missing)
        {
            Attempt(missing, () => throw Await(cancel => ShareReader.NotFoundAsync(GetNodes()[0], missing, cancel)));
        }
    }
}
