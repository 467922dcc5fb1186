using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Tells from a small file how the workspace around the current directory stood. Asks no daemon, and is nothing elsewhere.</summary>
[Cmdlet(VerbsCommon.Get, "SyncPromptSegment")]
[OutputType(typeof(SyncPromptSegment))]
public sealed class GetSyncPromptSegmentCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00", "365.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(1);

    protected override void EndProcessing()
    {
        string path = Path is null ? SessionState.Path.CurrentFileSystemLocation.ProviderPath : GetUnresolvedProviderPathFromPSPath(Path).TrimEnd('/');
        if (PromptStateStore.FindAround(path) is { } state)
        {
            WriteObject(new SyncPromptSegment
            {
                Workspace = state.Workspace,
                Health = state.Health,
                NeedItems = state.NeedItems,
                Conflicts = state.Conflicts,
                Errors = state.Errors,
                UpdatedAt = state.UpdatedAt,
                Text = PromptText.Of(state, DateTimeOffset.Now - state.UpdatedAt, MaxAge),
            });
        }
    }
}
