using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>How often "in sync" is said before the bytes are the same: by Wait-SyncShare, and by the usual question of state and completion.</summary>
internal sealed class TruthBenchmark : IBenchmark
{
    private const int Files = 2_000;
    private const int Batches = 200;

    public string Name => "truth";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(Files);
        RandomEdits here = new(1, workspace.Here, "here"), there = new(2, workspace.There, "there");
        int ours = 0;
        int usual = 0;
        List<double> times = [];
        for (int batch = 0; batch < Batches; batch++)
        {
            here.Batch();
            there.Batch();
            if (await IsUsuallyInSyncAsync(workspace, cancel) && !AreSame(workspace, whileMoving: true))
            {
                usual++;
            }

            times.Add(workspace.Engine.Time("Wait-SyncShare nt -Node $here -Timeout 60", IsProved));
            if (!AreSame(workspace, whileMoving: false))
            {
                ours++;
            }
        }

        Samples median = new(times);
        return
        [
            new(string.Create(CultureInfo.InvariantCulture, $"False \"in sync\" in {Batches} random batches, {Files:N0} files, {workspace.Nodes[0].Version} (median {median.Median:0} ms)"), "times", new([ours]), "idle, 100 %, nothing needed", new([usual]), Bound.AtMost(0)),
        ];
    }

    private static bool IsProved(IReadOnlyList<PSObject> output) => output is [{ BaseObject: SyncStatus { Proof: SyncProofScope.Both } }];

    private static bool AreSame(Workspace workspace, bool whileMoving)
    {
        try
        {
            return FileTree.Describe(workspace.Here) == FileTree.Describe(workspace.There);
        }
        catch (IOException) when (whileMoving)
        {
            return false; // a file went while it was looked at: the daemons are at it
        }
    }

    // What scripts and dashboards ask: both idle, nothing needed here, the other at 100 %.
    private static async Task<bool> IsUsuallyInSyncAsync(Workspace workspace, CancellationToken cancel)
    {
        bool isInSync = true;
        foreach ((SyncNode node, SyncNode other) in workspace.Nodes.Zip(workspace.Nodes.Reverse()))
        {
            FolderStatus status = await node.Client.Database.GetStatusAsync("nt", cancel);
            Completion completion = await node.Client.Database.GetCompletionAsync("nt", other.DeviceId, cancel);
            isInSync &= status is { State: "idle", NeedTotalItems: 0 } && completion.Percent >= 100;
        }

        return isInSync;
    }
}
