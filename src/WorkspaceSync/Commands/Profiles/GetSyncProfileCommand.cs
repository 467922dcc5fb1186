using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the profiles: the module's own and the user's.</summary>
[Cmdlet(VerbsCommon.Get, "SyncProfile")]
[OutputType(typeof(SyncProfile))]
public sealed class GetSyncProfileCommand : WorkspaceCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[] Name { get; set; } = [];

    protected override void ProcessRecord() => Attempt(Name, () =>
    {
        NameFilter filter = new(Name);
        foreach (SyncProfile profile in ModuleFiles.Profiles.List())
        {
            if (filter.IsMatch([profile.Name]))
            {
                WriteObject(profile);
            }
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => ModuleFiles.Profiles.Get(missing)); // says which there are
        }
    });
}
