using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes one version of each conflict live. Every other one is kept, and Undo-SyncConflict brings it back.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SyncConflict", SupportsShouldProcess = true)]
[OutputType(typeof(SyncConflictResolution))]
public sealed class ResolveSyncConflictCommand : WorkspaceCmdlet
{
    private readonly List<SyncConflict> _conflicts = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Conflict")]
    public SyncConflict[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0)]
    public SyncConflictKeep Keep { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // All copies of a file are one decision, and come one after the other.
    protected override void ProcessRecord() => _conflicts.AddRange(InputObject);

    protected override void EndProcessing()
    {
        List<ConflictPlan> done = [];
        WarnOfInterrupted();
        foreach (IGrouping<(string, string, string), SyncConflict> file in _conflicts.GroupBy(conflict => (conflict.Machine, conflict.Root, conflict.Path)))
        {
            Attempt(file.First(), () => Resolve([.. file.DistinctBy(conflict => conflict.ConflictPath)], done));
        }

        foreach (IGrouping<(SyncNode? Node, string Share), ConflictPlan> share in done.GroupBy(plan => (plan.Site.Node, plan.Site.Share)))
        {
            Attempt(share.Key.Share, () => Tell(share.Key.Node, share.Key.Share, [.. share.SelectMany(plan => plan.TouchedPaths)]));
        }

        int identical = done.Where(plan => plan.IsIdentical).Sum(plan => plan.Others.Count);
        WriteVerbose($"{done.Count} file(s) resolved; {identical} of the copies were identical to the live version.");
    }

    private void Resolve(SyncConflict[] conflicts, List<ConflictPlan> done)
    {
        // Identical ones need no decision.
        foreach (SyncConflict[] part in Parts(conflicts))
        {
            ConflictPlan plan = Await(cancel => ConflictPlanner.PlanAsync(part, Keep, cancel));
            string whatIf = ResolutionText.WhatIf(plan);
            if (!ShouldProcess(whatIf, $"{whatIf} Do it?", "Resolve a conflict"))
            {
                continue;
            }

            string live = Keep is SyncConflictKeep.Merge && !plan.IsIdentical ? "both, merged" : ResolutionText.Of(plan.Winner, "the version");
            plan = Await(cancel => ConflictPlanner.LayReadyAsync(plan, part[0], cancel));
            SyncConflictResolution record = Await(cancel => new ConflictResolver(ResolutionJournal.Current).ResolveAsync(plan, live, cancel));
            done.Add(plan);
            if (PassThru)
            {
                WriteObject(record);
            }
        }
    }

    private static IEnumerable<SyncConflict[]> Parts(SyncConflict[] conflicts)
    {
        SyncConflict[] identical = [.. conflicts.Where(conflict => conflict.IsIdentical)];
        SyncConflict[] different = [.. conflicts.Except(identical)];
        return new[] { identical, different }.Where(part => part.Length > 0);
    }

    private void Tell(SyncNode? node, string share, string[] paths)
    {
        if (node is null)
        {
            WriteVerbose("Syncthing doesn't run here; the other machines hear of it once it does.");
            return;
        }

        Await(cancel => ShareScan.RunAsync(node, share, paths, cancel));
        if (Wait)
        {
            // Many copies that go at once are no disaster here: they were asked to.
            FlushOptions options = new() { Timeout = Timeout, SubPaths = paths, IsForced = true };
            Await(cancel => new ShareFlush(node, share, NodeRegistry.Current.Known, options).RunAsync(cancel));
        }
    }

    private void WarnOfInterrupted()
    {
        foreach (SyncConflictResolution record in ResolutionJournal.Current.ReadAll().Where(record => record.State is SyncResolutionState.Interrupted))
        {
            WriteWarning($"The resolution {record.Id} of {PrintableText.Of(record.Path)} in {record.Root} was interrupted. Every version is still there: Undo-SyncConflict {record.Id} puts them back to how they were.");
        }
    }
}
