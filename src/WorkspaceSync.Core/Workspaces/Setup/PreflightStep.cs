namespace WorkspaceSync;

/// <summary>What would travel is known, and nothing in the way. Looks only; refuses to merge what differs unless told how.</summary>
internal sealed class PreflightStep : SetupStep
{
    public override string Name(SetupContext context) => "what travels";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        List<SharePreflight> found = [];
        foreach (SetupShare share in context.Request.Shares)
        {
            bool isNew = !await IsSharedAsync(context.Local, share.Id, cancel).ConfigureAwait(false) || !await IsSharedAsync(context.Remote, share.Id, cancel).ConfigureAwait(false);
            if (context is { Local: not null, Remote: not null } && (isNew || !context.IsDry))
            {
                await SharesStep.PlanAsync(context, share, cancel).ConfigureAwait(false); // what is refused is refused before anything is done
            }

            if (isNew)
            {
                found.Add(await PreflightReader.ReadAsync(context, share, cancel).ConfigureAwait(false));
            }
        }

        context.Preflight = new WorkspacePreflight { Shares = found };
        if (found.FirstOrDefault(share => share.Differing.Count > 0) is { } differing && context.Request.FirstSync is null && !context.Request.Force)
        {
            throw new SyncException(
                SyncError.ContentDiffers,
                $"{context.Request.Name}: {differing.Differing.Count} file(s) of '{differing.Share}' are on both machines with different content, such as {PrintableText.Of(differing.Differing[0])}. Nothing was changed. Say what is meant: -FirstSync KeepAll makes the older ones conflict copies, LocalWins, RemoteWins or Newest keeps the others in a recovery folder.");
        }

        return StepState.Done(found.Count == 0 ? "shared on both machines already" : string.Join("; ", found));
    }

    public override Task DoAsync(SetupContext context, CancellationToken cancel) => Task.CompletedTask;

    private static async Task<bool> IsSharedAsync(SyncNode? node, string id, CancellationToken cancel) =>
        node is not null && await node.Client.Config.FindFolderAsync(id, cancel).ConfigureAwait(false) is not null;
}
