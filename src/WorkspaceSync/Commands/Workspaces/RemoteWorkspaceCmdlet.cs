using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What the cmdlets that act on a workspace share: which one is meant, its two nodes, and the flush.</summary>
public abstract class RemoteWorkspaceCmdlet : WorkspaceCmdlet
{
    private const int ActivityId = 7202;

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    private protected IRemotePrompt Prompt => new CmdletPrompt(this, Credential);

    /// <summary>The directory that the session is in, with links as the user went through them.</summary>
    private protected string CurrentDirectory => SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <summary>The workspace of a name, or the one around the current directory; WorkspaceNotFound says which there are.</summary>
    private protected RemoteWorkspace Find(string? name)
    {
        WorkspaceStore store = WorkspaceStore.Current;
        RemoteWorkspace? found = name is null ? store.FindAround(CurrentDirectory) : store.Find(name);
        if (found is not null)
        {
            return found;
        }

        string[] names = [.. store.ReadAll().Select(workspace => $"{workspace.Name} ({workspace.Path})")];
        string there = names.Length == 0 ? "There is none yet; New-RemoteWorkspace makes one" : $"There are {string.Join(", ", names)}";
        throw new SyncException(
            SyncError.WorkspaceNotFound,
            name is null ? $"{CurrentDirectory} is in no workspace. {there}. Go into one, or give its name." : $"There is no workspace '{name}'. {there}.");
    }

    /// <summary>The daemons of both machines.</summary>
    private protected (SyncNode Local, SyncNode Remote) Connect(RemoteWorkspace workspace)
    {
        IRemotePrompt prompt = Prompt;
        return Await(async cancel =>
        {
            Task<SyncNode> local = NodeRegistry.Current.GetLocalAsync(cancel);
            SyncNode remote = await NodeRegistry.Current.GetHostAsync(workspace.HostName, prompt, cancel).ConfigureAwait(false);
            return (await local.ConfigureAwait(false), remote);
        });
    }

    /// <summary>Flushes, with progress. A failure is a proof of another grade, and the error besides.</summary>
    private protected (SyncProof Proof, SyncException? Error) Flush(RemoteWorkspace workspace, FlushOptions options, IReadOnlyList<string>? subPaths = null)
    {
        (SyncProof proof, SyncException? error) = TryFlush(workspace, options, subPaths);
        if (subPaths is null || error is not null)
        {
            PromptStateStore.Write(workspace, proof, error);
        }

        return (proof, error);
    }

    private (SyncProof Proof, SyncException? Error) TryFlush(RemoteWorkspace workspace, FlushOptions options, IReadOnlyList<string>? subPaths)
    {
        DateTimeOffset startedAt = DateTimeOffset.Now;
        using WorkBar bar = new(this, ActivityId, $"Syncing {workspace.Name}");
        try
        {
            (SyncNode local, SyncNode remote) = Connect(workspace);
            try
            {
                return (Await(cancel => FlushAsync(workspace, local, remote, options, subPaths, bar, cancel)), null);
            }
            catch (SyncException e)
            {
                HostChoice.ForgetLost(remote, e);
                throw;
            }
        }
        catch (SyncException e)
        {
            bool isUnreachable = e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.DeviceDisconnected or SyncError.HomeNotFound
                || Errors.CategoryOf(e.Error) is ErrorCategory.ConnectionError or ErrorCategory.AuthenticationError or ErrorCategory.SecurityError;
            return (new SyncProof
            {
                Workspace = workspace.Name,
                HostName = workspace.HostName,
                Grade = isUnreachable ? SyncGrade.Unreachable : SyncGrade.Incomplete,
                StartedAt = startedAt,
                Duration = DateTimeOffset.Now - startedAt,
            }, e);
        }
    }

    /// <summary>A line for the person at the terminal, which is no output: as Write-Host writes.</summary>
    private protected void WriteToHost(string line) => WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);

    private async Task<SyncProof> FlushAsync(
        RemoteWorkspace workspace, SyncNode local, SyncNode remote, FlushOptions options, IReadOnlyList<string>? subPaths, WorkBar bar, CancellationToken cancel)
    {
        WorkspaceFlush flush = new(workspace, local, remote, options)
        {
            SubPaths = subPaths,
            OnProgress = (share, progress) => _ = OnPipeline(() => bar.Show(progress, share), cancel),
        };
        return await flush.RunAsync(cancel).ConfigureAwait(false);
    }
}
