using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Finds conflict copies, and tells for both versions which machine wrote them. It looks at the files, so a stopped daemon is no hindrance.</summary>
[Cmdlet(VerbsCommon.Get, "SyncConflict")]
[Alias("sync-conflicts")]
[OutputType(typeof(SyncConflict), typeof(SyncConflictResolution))]
public sealed class GetSyncConflictCommand : SiteCmdlet
{
    [Parameter]
    public SwitchParameter ExcludeIgnored { get; set; }

    [Parameter]
    public SwitchParameter Resolved { get; set; }

    protected override void ProcessRecord()
    {
        if (!Resolved)
        {
            WriteFromSites(ReadAsync);
            return;
        }

        NameFilter filter = new(Share);
        foreach (SyncConflictResolution record in ResolutionJournal.Current.ReadAll().Where(record => filter.IsMatch([record.Share])))
        {
            WriteObject(record);
        }
    }

    private async IAsyncEnumerable<WalkResult<SyncConflict>> ReadAsync(ShareSite site, string below, [EnumeratorCancellation] CancellationToken cancel)
    {
        IgnoreSet? ignores = ExcludeIgnored ? await SiteIgnores.ReadAsync(site, cancel).ConfigureAwait(false) : null;
        await foreach (WalkResult<SyncConflict> item in ConflictReader.ReadAsync(site, below, path => ignores?.Decide(path).Travels ?? true, cancel).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
