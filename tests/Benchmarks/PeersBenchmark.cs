using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>Get-ZeroTierPeer with 1,000 peers, beside the service's own answer.</summary>
internal sealed class PeersBenchmark : IBenchmark
{
    private const int Peers = 1000;
    private const int WarmUps = 300;
    private const int Rounds = 51;
    private const string Command = "Get-ZeroTierPeer";

    public string Name => "zerotier-peers";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using ServiceProcess service = new(Peers);
        DirectoryInfo home = Directory.CreateTempSubdirectory("workspacesync-zt-");
        string? before = Environment.GetEnvironmentVariable(ZeroTierHomeFinder.Variable);
        try
        {
            await File.WriteAllTextAsync(Path.Join(home.FullName, "zerotier-one.port"), service.Port.ToString(CultureInfo.InvariantCulture), cancel);
            await File.WriteAllTextAsync(Path.Join(home.FullName, "authtoken.secret"), ManyPeersService.Token, cancel);
            Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, home.FullName);
            using Engine engine = new();
            using HttpClient client = new() { BaseAddress = service.Uri };
            client.DefaultRequestHeaders.Add("X-ZT1-Auth", ManyPeersService.Token);
            client.DefaultRequestHeaders.ConnectionClose = true; // as zerotier-cli asks

            // On a thread of its own, as a terminal's session waits.
            Task<double> Ours() => Task.Factory.StartNew(
                () => engine.Time(Command, output => output.Count == Peers && output[0].BaseObject is ZeroTierPeer { Connection: ZeroTierConnection.Direct }),
                cancel,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            // Into one buffer: an array of its own each time would be garbage that the other side is stopped for.
            using MemoryStream answer = new(1 << 20);
            Task<double> Theirs() => Samples.TimeAsync(async () =>
            {
                answer.SetLength(0);
                await using Stream body = await client.GetStreamAsync("peer", cancel);
                await body.CopyToAsync(answer, cancel);
            });
            for (int warmUp = 0; warmUp < WarmUps; warmUp++)
            {
                await Ours();
                await Theirs();
            }

            (Samples ours, Samples theirs) = await Samples.AlternateAsync(Rounds, Ours, Theirs);
            return [new($"Get-ZeroTierPeer, {Peers} peers", "ms", ours, "the service's answer, read whole", theirs, Bound.AtMostTimes(1.3))];
        }
        finally
        {
            Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, before);
            home.Delete(recursive: true);
        }
    }
}
