namespace WorkspaceSync;

/// <summary>What starts a daemon and ends it on a machine.</summary>
internal abstract class ServiceManager(ServiceTarget target, MachineSurvey survey)
{
    public abstract SyncthingStarter Kind { get; }

    /// <summary>What it is called, for messages.</summary>
    public abstract string Name { get; }

    protected ServiceTarget Target => target;

    protected MachineSurvey Survey => survey;

    /// <summary>Has the daemon started; does not wait for its API.</summary>
    public abstract Task StartAsync(DaemonLaunch launch, CancellationToken cancel);

    /// <summary>Has the daemon ended, so that it is not started again by itself.</summary>
    public abstract Task StopAsync(CancellationToken cancel);

    /// <summary>Whether what was started still lives.</summary>
    public abstract Task<bool> IsAliveAsync(CancellationToken cancel);

    /// <summary>The end of the daemon's log since it was started.</summary>
    public abstract Task<string> ReadLogAsync(CancellationToken cancel);

    /// <summary>Runs a script of the manager's; ServiceManagerFailed has what it says.</summary>
    protected async Task<string> RunAsync(string what, RemoteScript script, CancellationToken cancel)
    {
        RemoteResult result = await target.Machine.RunAsync(script, cancel).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Text
            : throw new SyncException(
                SyncError.ServiceManagerFailed,
                $"{target.Where}: {what} failed (exit code {result.ExitCode}): {PrintableText.Of($"{result.Errors.Trim()} {result.Text.Trim()}".Trim())}. Run it there by hand to see more.");
    }
}
