using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>From the daemon's own time of an event until a script has it as an object, beside a bare long poll that reads the same events at the same time.</summary>
internal sealed class EventBenchmark : IBenchmark
{
    private const int Rounds = 60;
    private const double Promised = 20;

    private static readonly string s_script = $$"""
        $seen = 0
        foreach ($once in 1) {
            Get-SyncEvent StateChanged -Follow -Node $here | ForEach-Object {
                ([DateTimeOffset]::UtcNow - $_.Time).TotalMilliseconds
                if (++$seen -ge {{Rounds}}) { break }
            }
        }
        """;

    public string Name => "event";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(10);
        SyncNode node = workspace.Nodes[0];
        using HttpClient client = Requests.ClientOf(node);
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ConcurrentQueue<double> theirs = new();
        Task bare = PollAsync(client, node, theirs, enough.Token);
        Task<IReadOnlyList<PSObject>> following = Task.Run(() => workspace.Engine.Run(s_script), cancel);
        while (!following.IsCompleted)
        {
            using HttpResponseMessage answer = await client.PostAsync(new Uri(node.Uri, "rest/db/scan?folder=nt"), null, cancel);
            answer.EnsureSuccessStatusCode();
            await Task.Delay(30, cancel); // events that come one after the other, as they do when somebody works
        }

        double[] ours = [.. (await following).Select(took => (double)took.BaseObject)];
        await enough.CancelAsync();
        await bare.ContinueWith(_ => { }, TaskScheduler.Default);
        return [new(
            string.Create(CultureInfo.InvariantCulture, $"Get-SyncEvent -Follow, daemon to pipeline, {node.Version}"),
            "ms",
            new(ours.Skip(5)),
            "a bare HttpClient's long poll",
            new(theirs.Skip(5)),
            Bound.AtMost(Promised))];
    }

    private static async Task PollAsync(HttpClient client, SyncNode node, ConcurrentQueue<double> latencies, CancellationToken cancel)
    {
        long last = 0;
        while (true)
        {
            JArray events = JArray.Parse(await client.GetStringAsync(new Uri(node.Uri, $"rest/events?since={last}&timeout=30"), cancel));
            DateTimeOffset now = DateTimeOffset.UtcNow;
            foreach (JToken entry in events)
            {
                if (last > 0 && (string?)entry["type"] == "StateChanged")
                {
                    latencies.Enqueue((now - (DateTimeOffset)entry["time"]!).TotalMilliseconds);
                }

                last = Math.Max(last, (long)entry["id"]!);
            }
        }
    }
}
