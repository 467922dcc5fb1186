using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Writes what helps others to help into one file, without keys and passwords.</summary>
[Cmdlet(VerbsData.Export, "SyncDiagnostic", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSyncDiagnosticCommand : ServiceCmdlet
{
    private const int ActivityId = 7215;

    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter]
    [WorkspaceNameTransformation]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    public string[]? Workspace { get; set; }

    protected override void ProcessRecord() => Demand(Path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        List<string?> hosts = [null, .. HostName ?? []];
        foreach (string name in Workspace ?? [])
        {
            RemoteWorkspace workspace = WorkspaceStore.Current.Find(name)
                ?? throw new SyncException(SyncError.WorkspaceNotFound, $"There is no workspace '{name}'. Get-RemoteWorkspace lists those that there are.");
            hosts.Add(workspace.HostName);
        }

        string machineNames = string.Join(", ", hosts.Select(host => host ?? "this machine"));
        if (!ShouldProcess(file, $"Write diagnostics of {machineNames}"))
        {
            return;
        }

        IRemotePrompt prompt = Prompt;
        string phase = $"Asking {machineNames}";
        using ProgressTicker ticker = new(this, ActivityId, "Collecting diagnostics", () => new WorkProgress(phase));
        ticker.Await(async cancel =>
        {
            DoctorFacts[] machines = [.. hosts.Distinct().Select(host => new DoctorFacts(host))];
            await Task.WhenAll(machines.Select(facts => MachineDoctor.RunAsync(facts, prompt, cancel))).ConfigureAwait(false);
            phase = $"Writing {file}";
            await DiagnosticArchive.WriteAsync(file, machines, cancel).ConfigureAwait(false);
        });
        WriteObject(new FileInfo(file));
    });
}
