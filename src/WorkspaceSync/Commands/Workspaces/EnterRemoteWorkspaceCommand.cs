using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Goes on working on the other machine: the files are made the same, then its login shell runs in the same directory, in this terminal.</summary>
[Cmdlet(VerbsCommon.Enter, "RemoteWorkspace")]
[Alias("work-remote")]
[OutputType(typeof(void))]
public sealed class EnterRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    [ValidateCount(1, 1)]
    public string[]? Name { get; set; }

    [Parameter]
    public SwitchParameter NoSync { get; set; }

    [Parameter]
    public SwitchParameter Persist { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    protected override void ProcessRecord() => Demand(Name?[0] ?? CurrentDirectory, () =>
    {
        RemoteWorkspace workspace = Find(Name?[0]);
        string root = workspace.Path.TrimEnd('/') + "/";
        string here = CurrentDirectory == workspace.Path || CurrentDirectory.StartsWith(root, StringComparison.Ordinal) ? CurrentDirectory : workspace.Path;
        string there = WorkspacePath.ToRemote(workspace, here);
        if (!NoSync && !FlushOrAsk(workspace))
        {
            return;
        }

        int exitCode = Await(cancel => TerminalSession.RunAsync(workspace.HostName, there, Persist ? workspace.Name : null, cancel));
        SessionState.PSVariable.Set("global:LASTEXITCODE", exitCode);
        if (!NoSync)
        {
            (SyncProof proof, SyncException? error) = Flush(workspace, new FlushOptions { Timeout = Timeout });
            if (error is not null)
            {
                throw error;
            }

            WriteToHost(WorkspaceLine.Of(proof, null, null));
        }
    });

    // What git has on each side matters just before the other side is worked on.
    private bool FlushOrAsk(RemoteWorkspace workspace)
    {
        (SyncProof proof, SyncException? error) = Flush(workspace, new FlushOptions { Timeout = Timeout });
        if (error is null)
        {
            IRemotePrompt prompt = Prompt;
            (GitState? here, GitState? there) = Await(async cancel =>
            {
                IRemoteShell machine = await RemoteHosts.Connector.GetAsync(workspace.HostName, prompt, cancel).ConfigureAwait(false);
                Task<GitState?> mine = GitState.ReadAsync(LocalShell.Instance, workspace.Path, cancel);
                GitState? theirs = await GitState.ReadAsync(machine, workspace.RemotePath, cancel).ConfigureAwait(false);
                return (await mine.ConfigureAwait(false), theirs);
            });
            WriteToHost(WorkspaceLine.Of(proof, here, there));
            return true;
        }

        if (proof.Grade == SyncGrade.Unreachable && Errors.CategoryOf(error.Error) is not ErrorCategory.ConnectionError)
        {
            throw error; // without the host there is nowhere to go
        }

        try
        {
            return ShouldContinue($"{error.Message}\nGo there all the same? What is there may be older than what is here.", $"{workspace.Name} is not the same on both sides");
        }
        catch (Exception e) when (e is PSInvalidOperationException or System.Management.Automation.Host.HostException or PSNotImplementedException)
        {
            throw error; // nobody can be asked
        }
    }
}
