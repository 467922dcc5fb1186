using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>What Watch-SyncStatus takes of a core while nothing happens, beside a look every second, which shows a change later.</summary>
internal sealed class IdleBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const double Promised = 1;

    // A first status is read, and its last requests end, before anything counts.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(10);

    public string Name => "idle";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(10);
        Task<double> MeasureAsync(string script) => workspace.Engine.DuringAsync(script, async () =>
        {
            await Task.Delay(s_settling, cancel);
            using Process self = Process.GetCurrentProcess();
            TimeSpan before = self.TotalProcessorTime;
            long begin = Stopwatch.GetTimestamp();
            await Task.Delay(s_measured, cancel);
            self.Refresh();
            return (self.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(begin) * 100;
        });
        (Samples ours, Samples theirs) = await Samples.AlternateAsync(
            Rounds,
            () => MeasureAsync("Watch-SyncStatus -Node $here, $there -PassThru"),
            () => MeasureAsync("while ($true) { Get-SyncStatus -Node $here, $there; [Threading.Thread]::Sleep(1000) }"));
        return [new(
            string.Create(CultureInfo.InvariantCulture, $"Watch-SyncStatus of two machines, idle, {workspace.Nodes[0].Version}"),
            "% core",
            ours,
            "Get-SyncStatus every second",
            theirs,
            Bound.AtMost(Promised))];
    }
}
