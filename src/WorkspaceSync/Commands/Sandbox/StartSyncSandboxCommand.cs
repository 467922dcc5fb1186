using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Starts private daemons on this machine to try things on, and connects them.</summary>
[Cmdlet(VerbsLifecycle.Start, "SyncSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(SyncNode))]
public sealed class StartSyncSandboxCommand : WorkspaceCmdlet
{
    private const int ActivityId = 7218;

    [Parameter(Position = 0)]
    [ValidateRange(1, 16)]
    public int Count { get; set; } = 2;

    [Parameter]
    [ValidatePattern("^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")]
    public string[] Name { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Program { get; set; }

    protected override void EndProcessing()
    {
        string[] names = Names();
        if (!ShouldProcess($"{names.Length} private Syncthing daemon(s): {string.Join(", ", names)}", "Start"))
        {
            return;
        }

        Demand(Program, () =>
        {
            string? program = Program?.Contains('/', StringComparison.Ordinal) == true ? GetUnresolvedProviderPathFromPSPath(Program) : Program;
            using ProgressTicker ticker = new(this, ActivityId, "Starting a sandbox", () => new WorkProgress($"Waiting for {string.Join(", ", names)}"));
            SyncSandbox sandbox = ticker.Await(cancel => SyncSandbox.StartAsync(new SandboxOptions { Names = names, Program = program }, cancel));
            SandboxRegistry.Current.Add(sandbox);
            WriteVerbose($"The sandbox is in {sandbox.Directory}, guarded by process {sandbox.GuardProcessId}. Stop-SyncSandbox, or the end of this session, removes all of it.");
            foreach (SandboxDaemon daemon in sandbox.Daemons)
            {
                SyncNode node = Await(cancel => NodeConnector.ConnectAsync(daemon.Home, daemon.Name, daemon.HostName, cancel));
                NodeRegistry.Current.Add(node);
                WriteObject(node);
            }
        });
    }

    // The names have to be free in this session: connecting a second node of a name would replace the first.
    private string[] Names()
    {
        HashSet<string> taken = new(NodeRegistry.Current.Connected.Select(node => node.Name), StringComparer.OrdinalIgnoreCase);
        if (Name.Length == 0)
        {
            return [.. Enumerable.Range(1, 1000).Select(number => $"sandbox-{number}").Where(name => !taken.Contains(name)).Take(Count)];
        }

        string? duplicate = Name.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1 || taken.Contains(group.Key))?.Key;
        if (duplicate is not null)
        {
            ThrowTerminatingError(Errors.Describe(
                new SyncException(SyncError.NodeExists, $"A node '{duplicate}' is connected in this session already. Give another -Name, or end it: Stop-SyncSandbox, Disconnect-SyncNode."), duplicate)!);
        }

        return Name;
    }
}
