namespace WorkspaceSync;

/// <summary><c>brew services</c>, which makes an agent of launchd and has it start at each login.</summary>
internal sealed class BrewManager(ServiceTarget target, MachineSurvey survey) : ServiceManager(target, survey)
{
    public override SyncthingStarter Kind => SyncthingStarter.Homebrew;

    public override string Name => "brew services";

    private string Brew => Survey.Brew ?? "/opt/homebrew/bin/brew";

    public override async Task StartAsync(DaemonLaunch launch, CancellationToken cancel) =>
        await RunAsync("brew services start syncthing", new RemoteScript("\"$1\" services start syncthing", Brew), cancel).ConfigureAwait(false);

    public override async Task StopAsync(CancellationToken cancel) =>
        await RunAsync("brew services stop syncthing", new RemoteScript("\"$1\" services stop syncthing", Brew), cancel).ConfigureAwait(false);

    public override async Task<bool> IsAliveAsync(CancellationToken cancel)
    {
        RemoteResult list = await Target.Machine.RunAsync(new RemoteScript("launchctl list homebrew.mxcl.syncthing"), cancel).ConfigureAwait(false);
        return list.Text.Contains("\"PID\"", StringComparison.Ordinal);
    }

    public override async Task<string> ReadLogAsync(CancellationToken cancel)
    {
        RemoteResult tail = await Target.Machine.RunAsync(new RemoteScript("tail -n 20 \"$(\"$1\" --prefix)/var/log/syncthing.log\"", Brew), cancel).ConfigureAwait(false);
        return tail.Text;
    }
}
