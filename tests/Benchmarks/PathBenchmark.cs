using System.Globalization;
using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>Test-ZeroTierPath with one probe, beside the slower of the two probes that it sends: what all else costs.</summary>
internal sealed class PathBenchmark : IBenchmark
{
    private const int Rounds = 7;
    private const string Peer = "0000000001";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public string Name => "zerotier-path";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using ManyPeersService service = new(1);
        DirectoryInfo home = Directory.CreateTempSubdirectory("workspacesync-zt-");
        string? before = Environment.GetEnvironmentVariable(ZeroTierHomeFinder.Variable);
        try
        {
            await File.WriteAllTextAsync(Path.Join(home.FullName, "zerotier-one.port"), service.Port.ToString(CultureInfo.InvariantCulture), cancel);
            await File.WriteAllTextAsync(Path.Join(home.FullName, "authtoken.secret"), ManyPeersService.Token, cancel);
            Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, home.FullName);
            PeerMemory.Remember(NetworkId.Parse("2baf2e359c000001"), IPAddress.Parse("127.77.0.1"), NodeAddress.Parse(Peer));
            using Engine engine = new();
            async Task<double> Ours()
            {
                using SlowListener there = new();
                await there.CloseForAWhileAsync();
                return engine.Time(
                    $"Test-ZeroTierPath -Peer '{Peer}' -Port {there.Port} -Count 1 -Timeout {s_patience.TotalSeconds}",
                    output => output is [{ BaseObject: ZeroTierPathTest { Received: 1, PhysicalLossPercent: 0 } }]);
            }

            async Task<double> Theirs()
            {
                using SlowListener there = new();
                await there.CloseForAWhileAsync();
                TcpProbe probe = new(there.Port);
                return await Samples.TimeAsync(() => Task.WhenAll(
                    probe.SendAsync(IPAddress.Parse("127.77.0.1"), s_patience, cancel), probe.SendAsync(IPAddress.Parse("127.78.0.1"), s_patience, cancel)));
            }

            (Samples ours, Samples theirs) = await Samples.AlternateAsync(Rounds, Ours, Theirs);
            return [new("Test-ZeroTierPath -Count 1", "ms", ours, "the slower of its two probes", theirs, Bound.AtMostTimes(1.2))];
        }
        finally
        {
            Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, before);
            home.Delete(recursive: true);
        }
    }
}
