using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>A cmdlet to prove the checks with: it has one of each kind of parameter.</summary>
[Cmdlet(VerbsCommon.Get, "SyncFake", DefaultParameterSetName = "Node", SupportsShouldProcess = true)]
[Alias("sync-fake")]
[OutputType(typeof(FileInfo))]
public sealed class GetSyncFakeCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    public string[] Share { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "Host")]
    public string HostName { get; set; } = "";

    [Parameter(ParameterSetName = "Node")]
    public Uri? Node { get; set; }

    [Parameter]
    public FileMode Mode { get; set; } = FileMode.Open;

    [Parameter]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);
}
