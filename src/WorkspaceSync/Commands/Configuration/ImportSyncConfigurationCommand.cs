using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes a node what a data file says; run again it finds nothing to do. -WhatIf shows in what the two differ.</summary>
[Cmdlet(VerbsData.Import, "SyncConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDrift))]
public sealed class ImportSyncConfigurationCommand : NodeCmdlet
{
    private const int ActivityId = 7204;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    protected override void ProcessRecord()
    {
        Declaration declaration = null!;
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        Demand(Path, () => declaration = Declaration.Parse(DataFile.Read(file), file));
        ForEachNode(null, node => Import(node, declaration));
    }

    private void Import(SyncNode node, Declaration declaration)
    {
        foreach (DeclaredDevice device in declaration.Devices)
        {
            Attempt(device.Name ?? device.Id.ShortId, () => Change(Await(cancel => DevicePlanner.PlanAsync(node, device, cancel))));
        }

        HashSet<string> unborn = [];
        foreach (RemoteWorkspace workspace in Node is null && HostName is null ? declaration.Workspaces : [])
        {
            Attempt(workspace.Name, () =>
            {
                unborn.UnionWith(workspace.Shares.Select(share => share.Id));
                if (SetUp(DeclaredWorkspaces.Expand(workspace, node.HomeDirectory), declaration))
                {
                    unborn.ExceptWith(workspace.Shares.Select(share => share.Id));
                }
            });
        }

        DeviceNames names = Await(cancel => DeviceNames.ReadAsync(node, cancel));
        DeclaredSharePlanner planner = new(node, names, declaration, ModuleFiles.Profiles);
        foreach (DeclaredShare share in declaration.Shares.Where(share => !unborn.Contains(share.Id)))
        {
            Attempt(share.Id, () => Change(Await(cancel => planner.PlanAsync(share, cancel))));
        }
    }

    private void Change(DeclaredChange? change)
    {
        if (change is null)
        {
            return;
        }

        SyncDrift first = change.Drift[0];
        if (ShouldProcess($"{first.Kind.ToString().ToLowerInvariant()} '{first.Name}' on {first.Machine}", first.Setting is null ? "Add" : $"Change {string.Join(", ", change.Drift.Select(one => one.Setting))}"))
        {
            Await(change.ApplyAsync);
            Mark(change.Drift);
        }

        WriteObject(change.Drift, enumerateCollection: true);
    }

    // True when it is there now: then its shares can be compared.
    private bool SetUp(RemoteWorkspace workspace, Declaration declaration)
    {
        if (DeclaredWorkspaces.Find(workspace, WorkspaceStore.Current) is not { } drift)
        {
            return true;
        }

        SetupRequest request = DeclaredWorkspaces.Request(workspace, declaration, ModuleFiles.Profiles, Timeout);
        if (ShouldProcess($"{workspace.Path} and {workspace.HostName}:{workspace.RemotePath}", $"Set up workspace '{workspace.Name}'"))
        {
            using WorkBar bar = new(this, ActivityId, $"Setting up {workspace.Name}");
            SetupContext context = new(request, new CmdletPrompt(this, Credential), WorkspaceStore.Current)
            {
                OnProgress = progress => _ = OnPipeline(() => bar.Show(progress), StopToken),
            };
            foreach (SetupStep step in SetupPlan.Steps)
            {
                Await(cancel => SetupPlan.RunAsync(step, context, cancel));
            }

            Mark([drift]);
        }

        WriteObject(drift);
        return drift.IsApplied;
    }

    private static void Mark(IReadOnlyList<SyncDrift> rows)
    {
        foreach (SyncDrift row in rows)
        {
            row.IsApplied = true;
        }
    }
}
