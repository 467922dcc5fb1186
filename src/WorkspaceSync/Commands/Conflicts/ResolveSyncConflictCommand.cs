using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes one version of each conflict live. Every other one is kept, and Undo-SyncConflict brings it back.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "SyncConflict", SupportsShouldProcess = true)]
[OutputType(typeof(SyncConflictResolution))]
public sealed class ResolveSyncConflictCommand : WorkspaceCmdlet
{
    private const int ActivityId = 7210;

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
        IGrouping<(string, string, string), SyncConflict>[] files = [.. _conflicts.GroupBy(conflict => (conflict.Machine, conflict.Root, conflict.Path))];
        int at = 0;
        using ProgressTicker ticker = new(this, ActivityId, "Resolving conflicts", () => WorkProgress.Of($"Keeping {Keep}", at, files.Length, file: at < files.Length ? files[at].First().Path : null));
        for (; at < files.Length; at++)
        {
            Attempt(files[at].First(), () => Resolve([.. files[at].DistinctBy(conflict => conflict.ConflictPath)], ticker, done));
        }

        foreach (IGrouping<(SyncNode? Node, string Share), ConflictPlan> share in done.GroupBy(plan => (plan.Site.Node, plan.Site.Share)))
        {
            Attempt(share.Key.Share, () => Tell(share.Key.Node, share.Key.Share, [.. share.SelectMany(plan => plan.TouchedPaths)]));
        }

        int identical = done.Where(plan => plan.IsIdentical).Sum(plan => plan.Others.Count);
        WriteVerbose($"{done.Count} file(s) resolved; {identical} of the copies were identical to the live version.");
    }

    private void Resolve(SyncConflict[] conflicts, ProgressTicker ticker, List<ConflictPlan> done)
    {
        // Identical ones need no decision.
        foreach (SyncConflict[] part in Parts(conflicts))
        {
            ConflictPlan plan = ticker.Await(cancel => ConflictPlanner.PlanAsync(part, Keep, cancel));
            string whatIf = ResolutionText.WhatIf(plan);
            if (!ShouldProcess(whatIf, $"{whatIf} Do it?", "Resolve a conflict"))
            {
                continue;
            }

            string live = Keep is SyncConflictKeep.Merge && !plan.IsIdentical ? "both, merged" : ResolutionText.Of(plan.Winner, "the version");
            plan = ticker.Await(cancel => ConflictPlanner.LayReadyAsync(plan, part[0], cancel));
            SyncConflictResolution record = ticker.Await(cancel => new ConflictResolver(ResolutionJournal.Current).ResolveAsync(plan, live, cancel));
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

        using WorkBar bar = new(this, ActivityId + 1, $"Syncing {share}");
        Await(cancel => ShareScan.RunAsync(node, share, paths, cancel));
        if (Wait)
        {
            // Many copies that go at once are no disaster here: they were asked to.
            FlushOptions options = new() { Timeout = Timeout, SubPaths = paths, IsForced = true };
            Await(cancel => new ShareFlush(node, share, NodeRegistry.Current.Known, options) { OnProgress = progress => _ = OnPipeline(() => bar.Show(progress, node.Name), cancel) }.RunAsync(cancel));
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
