using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// Where a first-sync strategy says which side's file wins, the other one's is moved out of the share into a recovery folder of
/// its machine, so that only the winner is left to travel. Moved, never deleted.
/// </summary>
internal sealed class ReconcileStep : SetupStep
{
    private const string Script =
        """
        kept=${XDG_STATE_HOME:-$HOME/.local/state}/WorkspaceSync/recovery/$2
        if [ -n "${WORKSPACESYNC_CONFIG-}" ]; then kept=$WORKSPACESYNC_CONFIG/state/recovery/$2; fi
        mkdir -p "$kept" && chmod 700 "$kept" && cd "$1" || exit 3
        export kept
        xargs -0 -n 1 sh -c 'mkdir -p "$(dirname "$kept/$1")" && mv -- "$1" "$kept/$1"' sh || exit 4
        printf '%s' "$kept"
        """;

    public override string Name(SetupContext context) => "content that differs";

    public override Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        int count = context.Preflight!.Shares.Sum(share => LosersOf(context, share, atHost: true).Count + LosersOf(context, share, atHost: false).Count);
        FirstSyncStrategy strategy = context.Request.FirstSync ?? FirstSyncStrategy.KeepAll;
        return Task.FromResult(count > 0
            ? StepState.Would($"would move {count} file(s) into the recovery folder of their machine ({strategy})")
            : StepState.Done(context.Preflight.Differs ? $"{strategy}: the older of each becomes a conflict copy" : "none"));
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        foreach (SharePreflight share in context.Preflight!.Shares)
        {
            SetupShare meant = context.Request.Shares.First(one => one.Id == share.Share);
            await MoveAsync(LocalShell.Instance, context.LocalPathOf(meant), context, LosersOf(context, share, atHost: false), cancel).ConfigureAwait(false);
            FaultPoint.Reach("setup-inside-ReconcileStep");
            await MoveAsync(context.Shell!, context.RemotePathOf(meant), context, LosersOf(context, share, atHost: true), cancel).ConfigureAwait(false);
        }

        await new PreflightStep().LookAsync(context, cancel).ConfigureAwait(false); // what is left differs no more
    }

    private static async Task MoveAsync(IRemoteShell machine, string root, SetupContext context, List<string> paths, CancellationToken cancel)
    {
        if (paths.Count == 0)
        {
            return;
        }

        string folder = string.Create(CultureInfo.InvariantCulture, $"{context.Request.Name}-{DateTime.Now:yyyyMMdd-HHmmss}");
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => $"./{path}\0")));
        RemoteResult answer = await machine.RunAsync(new RemoteScript(Script, [root, folder]) { Input = input }, cancel).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            throw new SyncException(SyncError.SetupFailed, $"{machine.HostName}: what loses could not be moved aside: {PrintableText.Of(answer.Errors.Trim())}. What was moved is in the recovery folder; mend that, and run the same command again.");
        }

        context.Prompt.Tell($"{machine.HostName}: {paths.Count} file(s) were moved to {answer.Text}.");
    }

    private static List<string> LosersOf(SetupContext context, SharePreflight share, bool atHost) => context.Request.FirstSync switch
    {
        FirstSyncStrategy.LocalWins => atHost ? [.. share.Differing] : [],
        FirstSyncStrategy.RemoteWins => atHost ? [] : [.. share.Differing],
        FirstSyncStrategy.Newest => [.. share.Differing.Where(path => share.NewerAtHost.Contains(path) != atHost)],
        _ => [],
    };
}
