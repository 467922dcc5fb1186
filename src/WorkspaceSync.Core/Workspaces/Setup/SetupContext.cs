namespace WorkspaceSync;

/// <summary>What the steps of a setup have found out, each for those after it.</summary>
internal sealed class SetupContext(SetupRequest request, IRemotePrompt prompt, WorkspaceStore store)
{
    public SetupRequest Request => request;

    public IRemotePrompt Prompt => prompt;

    public WorkspaceStore Store => store;

    /// <summary>Whether nothing is changed: a plan is shown, or what is there is tested.</summary>
    public bool IsDry { get; init; }

    /// <summary>The host's machine, once it was reached.</summary>
    public IRemoteShell? Shell { get; set; }

    /// <summary>This machine's daemon, once it answers.</summary>
    public SyncNode? Local { get; set; }

    /// <summary>The host's daemon, once it answers.</summary>
    public SyncNode? Remote { get; set; }

    /// <summary>The directory on the host, absolute, once the host's home directory is known.</summary>
    public string? RemotePath { get; set; }

    /// <summary>What would travel, once both sides were looked at.</summary>
    public WorkspacePreflight? Preflight { get; set; }

    /// <summary>The flush that proved the setup.</summary>
    public SyncProof? Proof { get; set; }

    /// <summary>Told how far the step that runs has come.</summary>
    public Action<WorkProgress>? OnProgress { get; init; }

    /// <summary>A share's directory on this machine.</summary>
    public string LocalPathOf(SetupShare share) => WorkspacePath.Join(request.Path, share.Path);

    /// <summary>A share's directory on the host.</summary>
    public string RemotePathOf(SetupShare share) => WorkspacePath.Join(RemotePath!, share.Path);

    /// <summary>The workspace as it will be stored.</summary>
    public RemoteWorkspace ToWorkspace() => new()
    {
        Name = request.Name,
        HostName = request.HostName,
        Path = request.Path,
        RemotePath = RemotePath!,
        Shares = [.. request.Shares.Select(share => share.ToShare())],
        DeviceId = Local!.DeviceId,
        RemoteDeviceId = Remote!.DeviceId,
        CreatedAt = DateTimeOffset.Now,
    };
}
