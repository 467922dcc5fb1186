using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Writes one page about nodes or about both machines of a workspace, to look at in a browser.</summary>
[Cmdlet(VerbsData.Export, "SyncReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSyncReportCommand : NodeCmdlet
{
    private const int Probes = 2;
    private const int ActivityId = 7216;

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    [ValidateCount(1, 1)]
    public string[]? Workspace { get; set; }

    [Parameter]
    public SwitchParameter NoCheck { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void EndProcessing() => Demand(Path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(Path);
        if (File.Exists(file) && !Force)
        {
            throw new SyncException(SyncError.FileUnwritable, $"{file} is there already. Give another -Path, or -Force to write over it.");
        }

        RemoteWorkspace? workspace = FindWorkspace();
        if (!ShouldProcess(file, $"Write a report of {workspace?.Name ?? "the nodes"}"))
        {
            return;
        }

        string page = ReportPage.Write(Collect(workspace));
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            using StreamWriter writer = new(file, options);
            writer.Write(page);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(SyncError.FileUnwritable, $"{file} cannot be written: {e.Message.TrimEnd('.')}. Give another -Path.", e);
        }

        WriteObject(new FileInfo(file));
    });

    private RemoteWorkspace? FindWorkspace() => Workspace is { } named
        ? WorkspaceStore.Current.Find(named[0]) ?? throw new SyncException(SyncError.WorkspaceNotFound, $"There is no workspace '{named[0]}'. Get-RemoteWorkspace lists those that there are.")
        : Node is null && HostName is null ? WorkspaceStore.Current.FindAround(SessionState.Path.CurrentFileSystemLocation.ProviderPath) : null;

    private ReportData Collect(RemoteWorkspace? workspace)
    {
        List<ReportMachine> lost = [];
        Hosts.OnError = (host, error) => lost.Add(new ReportMachine(host, null, error.Message, [], []));
        IReadOnlyList<SyncNode> nodes = workspace is null ? GetNodes() : [Await(NodeRegistry.Current.GetLocalAsync), .. Hosts.Connect([workspace.HostName], null)];
        HashSet<string>? shares = workspace is null ? null : [.. workspace.Shares.Select(share => share.Id)];
        CmdletPrompt prompt = new(this, Credential);
        ReportMachine[] machines = [.. Await(cancel => Task.WhenAll(nodes.Distinct().Select(node => ReportReader.ReadMachineAsync(node, id => shares?.Contains(id) != false, cancel)))), .. lost];
        string?[] hosts = workspace is not null ? [null, workspace.HostName] : Node is null ? HostName ?? (string?[])[null] : [];
        using ProgressTicker ticker = new(this, ActivityId, "Writing the report", () => new WorkProgress($"Asking {string.Join(", ", machines.Select(machine => machine.Name))}"));
        return ticker.Await(async cancel => new ReportData
        {
            Title = workspace?.Name ?? string.Join(", ", machines.Select(machine => machine.Name)),
            Time = DateTimeOffset.Now,
            Workspace = workspace,
            Machines = machines,
            Completion = [.. (await Task.WhenAll(machines.Select(machine => ReportReader.ReadCompletionAsync(machine, cancel))).ConfigureAwait(false)).SelectMany(points => points)],
            Changes = await ReportReader.ReadChangesAsync(machines[0], cancel).ConfigureAwait(false),
            Conflicts = await ReportReader.ReadConflictsAsync(machines[0], cancel).ConfigureAwait(false),
            Checks = NoCheck || hosts.Length == 0 ? [] : await SetupDoctor.RunAsync(hosts, workspace, prompt, cancel).ConfigureAwait(false),
            Link = workspace is null || NoCheck ? null : await TestLinkAsync(workspace.HostName, prompt, cancel).ConfigureAwait(false),
        });
    }

    // Null where ZeroTier isn't, may not be asked, or does not lead to the host.
    private static async Task<ZeroTierPathTest?> TestLinkAsync(string host, IRemotePrompt prompt, CancellationToken cancel)
    {
        try
        {
            using ZeroTierService service = await ZeroTierService.OpenAsync(new LocalMachine(), cancel).ConfigureAwait(false);
            PathTestSession session = await PathTestSession.PrepareAsync(
                service, null, (finder, token) => finder.FindHostAsync(host, inner => RemoteHosts.Connector.GetAsync(host, prompt, inner), token), cancel).ConfigureAwait(false);
            return await session.CreateTester(PathTestSession.ProbePatience).RunAsync(Probes, cancel).ConfigureAwait(false);
        }
        catch (SyncException)
        {
            return null;
        }
    }
}
