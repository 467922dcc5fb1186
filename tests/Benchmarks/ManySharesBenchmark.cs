using System.Management.Automation;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WorkspaceSync.Tests;

/// <summary>Get-SyncStatus on a node with 500 shares and 50 devices, beside the time that the daemon itself takes for the requests.</summary>
internal sealed class ManySharesBenchmark : IBenchmark
{
    private const int Shares = 500;
    private const int Devices = 50;
    private const int AtOnce = 16; // more make the daemon no quicker
    private const int WarmUps = 40; // until the runtime has compiled the way through with optimisations
    private const int Rounds = 25;
    private const string Command = "Get-SyncStatus -Node $here";

    public string Name => "many-shares";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(files: 100);
        await FillAsync(workspace, cancel);
        await SettleAsync(workspace, cancel);
        using HttpClient client = Requests.ClientOf(workspace.Nodes[0]);
        IReadOnlyList<Uri> requests = Requests.Record(() => workspace.Engine.Time(Command, IsAll));
        for (int warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            workspace.Engine.Time(Command, IsAll);
            await Requests.ReplayAsync(client, requests, AtOnce, cancel);
        }

        (Samples ours, Samples raw) = await Samples.AlternateAsync(
            Rounds,
            () => Task.FromResult(workspace.Engine.Time(Command, IsAll)),
            () => Samples.TimeAsync(() => Requests.ReplayAsync(client, requests, AtOnce, cancel)));
        return [new($"Get-SyncStatus, {Shares} shares, {Devices} devices", "ms", ours, $"its {requests.Count} requests, one HttpClient", raw, Bound.AtMostTimes(1.2))];
    }

    // One share in ten has a device besides that is never there.
    private static bool IsAll(IReadOnlyList<PSObject> output) =>
        output.Count(item => item.BaseObject is SyncStatus { Health: SyncHealth.InSync }) == Shares - (Shares - 1) / 10
        && output.Count(item => item.BaseObject is SyncStatus { Health: SyncHealth.Disconnected }) == (Shares - 1) / 10;

    // The configuration is handed over whole: one by one, the daemon would write its file a thousand times.
    private static async Task FillAsync(Workspace workspace, CancellationToken cancel)
    {
        string[] strangers = [.. Enumerable.Range(0, Devices - 1).Select(number => DeviceId.FromCertificate([(byte)number]).ToString())];
        foreach (SyncNode node in workspace.Nodes)
        {
            using HttpClient client = Requests.ClientOf(node);
            client.BaseAddress = node.Uri;
            JsonNode config = (await client.GetFromJsonAsync<JsonNode>("rest/config", cancel))!;
            JsonArray devices = config["devices"]!.AsArray();
            JsonArray folders = config["folders"]!.AsArray();
            foreach ((int number, string id) in strangers.Index())
            {
                JsonNode device = devices[0]!.DeepClone();
                (device["deviceID"], device["name"], device["addresses"]) = (id, $"machine-{number:00}", new JsonArray());
                devices.Add(device);
            }

            for (int number = 1; number < Shares; number++)
            {
                JsonNode folder = folders[0]!.DeepClone();
                string path = Path.Join($"{folder["path"]}s", $"{number:000}");
                (folder["id"], folder["path"]) = ($"share-{number:000}", path);
                await File.WriteAllTextAsync(Path.Join(Directory.CreateDirectory(path).FullName, $"from-{node.Name}.txt"), "x", cancel);
                if (number % 10 == 0)
                {
                    JsonNode device = folder["devices"]![0]!.DeepClone();
                    device["deviceID"] = strangers[number / 10 % strangers.Length];
                    folder["devices"]!.AsArray().Add(device);
                }

                folders.Add(folder);
            }

            using HttpResponseMessage answer = await client.PutAsJsonAsync("rest/config", config, cancel);
            answer.EnsureSuccessStatusCode();
        }

    }

    private static async Task SettleAsync(Workspace workspace, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (!IsAll(workspace.Engine.Run(Command)))
        {
            await Task.Delay(1000, patience.Token);
        }
    }
}
