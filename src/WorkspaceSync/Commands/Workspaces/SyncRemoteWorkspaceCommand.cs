using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes both machines of a workspace the same now, and proves it.</summary>
[Cmdlet(VerbsData.Sync, "RemoteWorkspace")]
[Alias(StateAlias, LineAlias)]
[OutputType(typeof(SyncProof))]
public sealed class SyncRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    private const string StateAlias = "work-local";
    private const string LineAlias = "sync-check";

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    public string[]? Name { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? SubPath { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter]
    public SwitchParameter Full { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string? name in Name ?? (string?[])[null])
        {
            Attempt(name ?? CurrentDirectory, () => Sync(Find(name)));
        }
    }

    private void Sync(RemoteWorkspace workspace)
    {
        string[]? below = SubPath is null ? null : [.. SubPath.Select(path => ToSubPath(workspace, path))];
        (SyncProof proof, SyncException? error) = Flush(workspace, new FlushOptions { Timeout = Timeout, IsFull = Full, IsForced = Force }, below);
        if (error is null)
        {
            (GitState? here, GitState? there) = Await(cancel => ReadGitAsync(workspace, cancel));
            WriteVerbose($"{workspace.Name}: both sides are the same ({string.Join(", ", proof.Shares)}). Here {here?.ToString() ?? "is no git repository"}; {workspace.HostName} {there?.ToString() ?? "has none"}.");
            Write(new SyncProof
            {
                Workspace = proof.Workspace,
                HostName = proof.HostName,
                Grade = proof.Grade,
                Shares = proof.Shares,
                StartedAt = proof.StartedAt,
                Duration = proof.Duration,
                LocalGit = here,
                RemoteGit = there,
            });
            return;
        }

        Write(proof);
        throw error;
    }

    // The same object by every name. sync-check says it in one line; work-local says before how the two sides stand.
    private void Write(SyncProof proof)
    {
        PSObject shown = PSObject.AsPSObject(proof);
        switch (MyInvocation.InvocationName.ToLowerInvariant())
        {
            case LineAlias:
                shown.TypeNames.Insert(0, "WorkspaceSync.SyncProof#Line");
                break;
            case StateAlias:
                WriteToHost(WorkspaceLine.Of(proof, proof.LocalGit, proof.RemoteGit));
                break;
        }

        WriteObject(shown);
    }

    private static async Task<(GitState? Here, GitState? There)> ReadGitAsync(RemoteWorkspace workspace, CancellationToken cancel)
    {
        SyncNode? remote = NodeRegistry.Current.Known.FirstOrDefault(node => node.Shell is not null && node.HostName == workspace.HostName);
        Task<GitState?> here = GitState.ReadAsync(LocalShell.Instance, workspace.Path, cancel);
        GitState? there = remote is null ? null : await GitState.ReadAsync(remote.Shell!, workspace.RemotePath, cancel).ConfigureAwait(false);
        return (await here.ConfigureAwait(false), there);
    }

    // Against the current directory when it is in the workspace, as every path of a shell; else from the workspace's own.
    private string ToSubPath(RemoteWorkspace workspace, string path)
    {
        string root = workspace.Path.TrimEnd('/') + "/";
        string from = CurrentDirectory == workspace.Path || CurrentDirectory.StartsWith(root, StringComparison.Ordinal) ? CurrentDirectory : workspace.Path;
        string whole = System.IO.Path.GetFullPath(path, from);
        return whole.StartsWith(root, StringComparison.Ordinal)
            ? whole[root.Length..].TrimEnd('/')
            : throw new SyncException(SyncError.PathInvalid, $"'{path}' is not below {workspace.Path}. Give a path in the workspace.");
    }
}
