using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Looks at everything that has to be well on this machine, on hosts, or on both machines of a workspace.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyncSetup", SupportsShouldProcess = true)]
[OutputType(typeof(SetupCheck), typeof(bool))]
public sealed class TestSyncSetupCommand : ServiceCmdlet
{
    // What one mend brings to light, the next may mend.
    private const int MostRounds = 3;

    private const int ActivityId = 7214;

    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WorkspaceNameTransformation]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    public string[]? Workspace { get; set; }

    [Parameter]
    public SwitchParameter Fix { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        if (Workspace is null)
        {
            Demand(HostName, () => Examine(HostName is null ? [null] : [.. HostName.Distinct(StringComparer.OrdinalIgnoreCase)], null));
            return;
        }

        foreach (string name in Workspace)
        {
            Attempt(name, () => Examine(null, WorkspaceStore.Current.Find(name) ?? throw new SyncException(
                SyncError.WorkspaceNotFound, $"There is no workspace '{name}'. Get-RemoteWorkspace lists those that there are.")));
        }
    }

    private void Examine(string?[]? hosts, RemoteWorkspace? workspace)
    {
        HashSet<string> mended = [];
        IReadOnlyList<SetupCheck> rows = Look(hosts, workspace);
        for (int round = 0; Fix && round < MostRounds && Mend(rows, mended); round++)
        {
            rows = Look(hosts, workspace);
        }

        foreach (SetupCheck row in rows)
        {
            row.IsFixed = row.Status == SetupStatus.Pass && mended.Contains(row.ToKey());
        }

        if (Quiet)
        {
            WriteObject(rows.All(row => row.Status != SetupStatus.Fail));
            return;
        }

        WriteObject(rows, enumerateCollection: true);
        WriteInformation(new HostInformationMessage { Message = CheckText.Summary(rows, Fix) }, ["PSHOST"]);
    }

    private IReadOnlyList<SetupCheck> Look(string?[]? hosts, RemoteWorkspace? workspace)
    {
        IRemotePrompt prompt = Prompt;
        string?[] machines = hosts ?? [null, workspace!.HostName];
        using ProgressTicker ticker = new(this, ActivityId, "Examining the setup", () => new WorkProgress($"Asking {string.Join(", ", machines.Select(host => host ?? "this machine"))}"));
        return ticker.Await(cancel => SetupDoctor.RunAsync(machines, workspace, prompt, cancel));
    }

    private bool Mend(IReadOnlyList<SetupCheck> rows, HashSet<string> mended)
    {
        bool isAny = false;
        foreach (SetupCheck row in rows.Where(row => row.Mend is not null && !mended.Contains(row.ToKey())))
        {
            if (ShouldProcess($"{row.Node}: {row.Component} ({row.Detail})", $"Mend, as by: {row.Fix}"))
            {
                mended.Add(row.ToKey());
                Attempt(row.Component, () =>
                {
                    Await(row.Mend!);
                    isAny = true;
                });
            }
        }

        return isAny;
    }
}
