using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Wait-SyncShare after one edit among 20,000 files, beside the time that the daemons' own scans take.</summary>
internal sealed class WaitBenchmark : IBenchmark
{
    private const int Files = 20_000;
    private const int Rounds = 21;
    private const double Promised = 1000;

    public string Name => "wait";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(Files);
        using HttpClient here = Requests.ClientOf(workspace.Nodes[0]);
        using HttpClient there = Requests.ClientOf(workspace.Nodes[1]);
        int edit = 0;
        Task<double> Ours()
        {
            string path = workspace.PathOf(edit * 97 % Files);
            string text = $"edit {edit++}\n";
            File.WriteAllText(path, text);
            double took = workspace.Engine.Time("Wait-SyncShare nt -Node $here -Timeout 60", IsProved);
            return File.ReadAllText(path.Replace(workspace.Here, workspace.There, StringComparison.Ordinal)) == text
                ? Task.FromResult(took)
                : throw new InvalidOperationException($"Wait-SyncShare returned, and {path} is not the same on the other side.");
        }

        Task<double> Scans() => Samples.TimeAsync(() => Task.WhenAll(ScanAsync(here, workspace.Nodes[0], cancel), ScanAsync(there, workspace.Nodes[1], cancel)));
        (Samples ours, Samples scans) = await Samples.AlternateAsync(Rounds, Ours, Scans);
        string version = workspace.Nodes[0].Version;
        return [new(string.Create(CultureInfo.InvariantCulture, $"Wait-SyncShare, 1 edit in {Files:N0} files, {version}"), "ms", ours, "both daemons' full scans alone", scans, Bound.AtMost(Promised))];
    }

    private static bool IsProved(IReadOnlyList<PSObject> output) => output is [{ BaseObject: SyncStatus { Proof: SyncProofScope.Both } }];

    private static async Task ScanAsync(HttpClient client, SyncNode node, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await client.PostAsync(new Uri(node.Uri, "rest/db/scan?folder=nt"), null, cancel);
        answer.EnsureSuccessStatusCode();
    }
}
