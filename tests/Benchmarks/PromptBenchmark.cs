namespace WorkspaceSync.Tests;

/// <summary>Get-SyncPromptSegment in a workspace, beside Get-SyncStatus, which a prompt would ask without it.</summary>
internal sealed class PromptBenchmark : IBenchmark
{
    private const int Rounds = 51;
    private const int WarmUps = 200;
    private const double Promised = 2;

    public string Name => "prompt";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(files: 100);
        IReadOnlyList<SyncStatus> rows = [await StatusReader.ReadOneAsync(workspace.Nodes[0], "nt", cancel)];
        for (int other = 0; other < 9; other++)
        {
            PromptStateStore.Write(RecordOf($"other{other}", $"{workspace.Here}-{other}"), rows);
        }

        PromptStateStore.Write(RecordOf("nt", workspace.Here), rows);
        workspace.Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{workspace.Here}/d000')");
        Task<double> Ours() => Task.FromResult(workspace.Engine.Time("Get-SyncPromptSegment", output => output is [{ BaseObject: SyncPromptSegment { Workspace: "nt", Health: SyncHealth.InSync } }]));
        Task<double> Status() => Task.FromResult(workspace.Engine.Time("Get-SyncStatus nt -Node $here", output => output is [{ BaseObject: SyncStatus }]));
        for (int warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await Ours();
            await Status();
        }

        (Samples ours, Samples status) = await Samples.AlternateAsync(Rounds, Ours, Status);
        return [new("Get-SyncPromptSegment, ten workspaces", "ms", ours, "Get-SyncStatus, one share, warm", status, Bound.AtMost(Promised))];
    }

    private static RemoteWorkspace RecordOf(string name, string path) => new()
    {
        Name = name,
        HostName = "there",
        Path = path,
        RemotePath = path,
        Shares = [new WorkspaceShare { Id = "nt" }],
    };
}
