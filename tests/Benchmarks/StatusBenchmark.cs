using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Get-SyncStatus of one share, warm, beside the requests it makes and beside the shell alias that it replaces.</summary>
internal sealed class StatusBenchmark : IBenchmark
{
    private const int Rounds = 51;

    // Until the runtime has compiled the way through with optimisations, which it does in the background, in its own time: 200 are not
    // enough.
    private const int WarmUps = 2000;
    private const string Command = "Get-SyncStatus nt -Node $here";

    public string Name => "status";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(files: 100);
        SyncNode node = workspace.Nodes[0];
        using HttpClient client = Requests.ClientOf(node);
        IReadOnlyList<Uri> requests = Requests.Record(() => workspace.Engine.Time(Command, IsInSync));
        // The key is one of this run's own sandbox: curl shows it among its arguments.
        string alias = $"curl -s -H 'X-API-Key: {Requests.KeyOf(node)}' {string.Join(' ', requests.Select(request => $"'{request}'"))} | jq -c .";
        for (int warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            workspace.Engine.Time(Command, IsInSync);
            await Requests.ReplayAsync(client, requests, 1, cancel);
        }

        Task<double> Ours() => Task.FromResult(workspace.Engine.Time(Command, IsInSync));
        (Samples ours, Samples raw) = await Samples.AlternateAsync(
            Rounds, Ours, () => Samples.TimeAsync(() => Requests.ReplayAsync(client, requests, 1, cancel)));
        (Samples again, Samples shell) = await Samples.AlternateAsync(
            Rounds, Ours, () => ShellCommand.TimeAsync(alias, output => output.Contains("\"inSyncBytes\"", StringComparison.Ordinal), cancel));
        return
        [
            new("Get-SyncStatus, one share, warm", "ms", ours, $"its {requests.Count} requests, one HttpClient", raw, Bound.AtMostTimes(1.5)),
            new("Get-SyncStatus, one share, warm", "ms", again, "the same, curl | jq", shell, Bound.FasterTimes(10)),
        ];
    }

    private static bool IsInSync(IReadOnlyList<PSObject> output) => output is [{ BaseObject: SyncStatus { Health: SyncHealth.InSync } }];
}
