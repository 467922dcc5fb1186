using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Replaces a share's ignore patterns. The old ones are kept in a file of this user's.</summary>
[Cmdlet(VerbsCommon.Set, "SyncIgnore", SupportsShouldProcess = true)]
[OutputType(typeof(SyncIgnore))]
public sealed class SetSyncIgnoreCommand : IgnoreEditCmdlet
{
    [Parameter(Position = 1)]
    [AllowEmptyCollection]
    public string[] Pattern { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Profile { get; set; }

    [Parameter]
    public SwitchParameter ExcludeGit { get; set; }

    protected override void ProcessRecord() => EditAll();

    private protected override IReadOnlyList<string> Edit(SyncNode node, string share, IReadOnlyList<string> lines) =>
        ShareIgnores.Compose(Profile is null ? null : ModuleFiles.Profiles.Get(Profile), Pattern, ExcludeGit);
}
