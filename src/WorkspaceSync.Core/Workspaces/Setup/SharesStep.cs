namespace WorkspaceSync;

/// <summary>The shares are on both machines, shared with each other, with the same ignore patterns on both.</summary>
internal sealed class SharesStep : SetupStep
{
    public override string Name(SetupContext context) => $"{(context.Request.Shares.Count == 1 ? "share" : "shares")} {string.Join(", ", context.Request.Shares.Select(share => share.Id))} on both";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        if (context.Local is null || context.Remote is null)
        {
            return StepState.Would("would create");
        }

        List<string> missing = [], patterns = [];
        foreach (SetupShare share in context.Request.Shares)
        {
            foreach (SharePlan plan in await PlanAsync(context, share, cancel).ConfigureAwait(false))
            {
                if (!plan.IsDone)
                {
                    missing.Add($"{(plan.Current is null ? "create" : "complete")} {share.Id} on {plan.Node}");
                }
            }

            if (missing.Count == 0)
            {
                patterns.Add(await VerifyIgnoresAsync(context, share, cancel).ConfigureAwait(false));
            }
        }

        return missing.Count == 0
            ? StepState.Done($"the same ignore patterns on both ({string.Join(", ", patterns)})")
            : StepState.Would($"would {string.Join(", ", missing)}");
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        foreach (SetupShare share in context.Request.Shares)
        {
            foreach (SharePlan plan in await PlanAsync(context, share, cancel).ConfigureAwait(false))
            {
                await ShareEditor.ApplyAsync(plan, cancel).ConfigureAwait(false);
                FaultPoint.Reach("setup-inside-SharesStep");
            }
        }
    }

    /// <summary>What the share takes on both machines; the named error when it cannot be.</summary>
    public static async Task<SharePlan[]> PlanAsync(SetupContext context, SetupShare share, CancellationToken cancel)
    {
        SyncNode local = context.Local!, remote = context.Remote!;

        // While the other device is only about to be introduced the plan is the same without it.
        bool isIntroduced = await local.Client.Config.FindDeviceAsync(remote.DeviceId, cancel).ConfigureAwait(false) is not null;
        ShareRequest here = new()
        {
            Id = share.Id,
            Path = context.LocalPathOf(share),
            DeviceIds = isIntroduced ? [remote.DeviceId] : [],
            IgnoreLines = share.IgnoreLines,
            Type = share.Profile?.LocalType,
            RescanInterval = share.Profile?.RescanInterval,
            Siblings = [.. context.Request.Shares.Where(other => other != share).Select(other => other.Id)],
        };
        ShareRequest there = here with { Path = context.RemotePathOf(share), DeviceIds = isIntroduced ? [local.DeviceId] : [], Type = share.Profile?.RemoteType };
        return await Task.WhenAll(SharePlanner.PlanAsync(local, here, cancel), SharePlanner.PlanAsync(remote, there, cancel)).ConfigureAwait(false);
    }

    private static async Task<string> VerifyIgnoresAsync(SetupContext context, SetupShare share, CancellationToken cancel)
    {
        Task<IgnoreLines> theirs = context.Remote!.Client.Database.GetIgnoresAsync(share.Id, cancel);
        string[] here = (await context.Local!.Client.Database.GetIgnoresAsync(share.Id, cancel).ConfigureAwait(false)).Ignore ?? [];
        string[] there = (await theirs.ConfigureAwait(false)).Ignore ?? [];
        if (!Meaning(here).SequenceEqual(Meaning(there)))
        {
            string first = Meaning(here).Except(Meaning(there)).Concat(Meaning(there).Except(Meaning(here))).FirstOrDefault("their order");
            throw new SyncException(
                SyncError.IgnoresDiffer,
                $"{share.Id}: its ignore patterns are not the same on both machines ({PrintableText.Of(first)}), so what one leaves out the other sends. Make them the same: Get-SyncIgnore {share.Id} shows them, Set-SyncIgnore {share.Id} -HostName {context.Request.HostName} sets them.");
        }

        return $"{Meaning(here).Count()}{(share.Profile is null ? "" : $", {share.Profile}")}";
    }

    private static IEnumerable<string> Meaning(string[] lines) => lines.Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));
}
