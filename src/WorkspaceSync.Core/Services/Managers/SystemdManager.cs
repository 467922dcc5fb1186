using System.Text;

namespace WorkspaceSync;

/// <summary>systemd: the user's own, or the machine's for <c>syncthing@USER.service</c>.</summary>
internal sealed class SystemdManager(ServiceTarget target, MachineSurvey survey, bool isUser) : ServiceManager(target, survey)
{
    // Root needs no sudo; who may not use it without a password is told so by sudo itself.
    private const string AsRoot = "as() { if [ \"$(id -u)\" = 0 ]; then \"$@\"; else sudo -n \"$@\"; fi; }\n";

    public override SyncthingStarter Kind => isUser ? SyncthingStarter.SystemdUser : SyncthingStarter.SystemdSystem;

    public override string Name => isUser ? "systemd --user" : $"systemd ({Unit})";

    private string Unit => isUser ? Survey.UserUnit.Name : Survey.SystemUnit.Name;

    private string Control => isUser ? SurveyScript.UserBus + "as() { \"$@\"; }\nctl='systemctl --user'\n" : AsRoot + "ctl=systemctl\n";

    public override async Task StartAsync(DaemonLaunch launch, CancellationToken cancel)
    {
        if (isUser && launch.IsPersistent)
        {
            await WriteUnitAsync(launch, cancel).ConfigureAwait(false);
        }

        string verb = launch.IsPersistent ? "enable --now" : "start";
        await RunAsync($"systemctl{(isUser ? " --user" : "")} {verb} {Unit}", new RemoteScript(Control + $"as $ctl reset-failed \"$1\" 2>/dev/null; as $ctl {verb} --no-block \"$1\"", Unit), cancel).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancel) =>
        await RunAsync($"systemctl{(isUser ? " --user" : "")} stop {Unit}", new RemoteScript(Control + "as $ctl stop \"$1\"", Unit), cancel).ConfigureAwait(false);

    public override async Task<bool> IsAliveAsync(CancellationToken cancel)
    {
        RemoteResult state = await Target.Machine.RunAsync(new RemoteScript(Control + "$ctl is-active \"$1\"", Unit), cancel).ConfigureAwait(false);
        return state.Text.Trim() is "active" or "activating" or "reloading";
    }

    public override async Task<string> ReadLogAsync(CancellationToken cancel)
    {
        RemoteResult tail = await Target.Machine.RunAsync(
            new RemoteScript(Control + $"as journalctl {(isUser ? "--user" : "")} -u \"$1\" -n 20 --no-pager -o cat", Unit), cancel).ConfigureAwait(false);
        return tail.Text;
    }

    private async Task WriteUnitAsync(DaemonLaunch launch, CancellationToken cancel) => await RunAsync(
        "writing ~/.config/systemd/user/syncthing.service",
        new RemoteScript(SurveyScript.UserBus +
            """
            dir=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
            mkdir -p "$dir" && cat >"$dir/syncthing.service.new" && mv "$dir/syncthing.service.new" "$dir/syncthing.service" && systemctl --user daemon-reload
            """)
        {
            Input = Encoding.UTF8.GetBytes(UnitText(launch)),
        },
        cancel).ConfigureAwait(false);

    /// <summary>The user unit; as Syncthing's own, for our program.</summary>
    public static string UnitText(DaemonLaunch launch) =>
        $"""
        # Written by WorkspaceSync (Start-Syncthing -Persistent).
        [Unit]
        Description=Syncthing - Open Source Continuous File Synchronization
        Documentation=man:syncthing(1)
        StartLimitIntervalSec=60
        StartLimitBurst=4

        [Service]
        Environment=STNODEFAULTFOLDER=1
        ExecStart={string.Join(' ', launch.Arguments.Append("--no-restart").Prepend(launch.Program).Select(Escape))}
        Restart=on-failure
        RestartSec=1
        SuccessExitStatus=3 4
        RestartForceExitStatus=3 4
        NoNewPrivileges=true

        [Install]
        WantedBy=default.target

        """;

    // systemd.service(5): quotes as in C, and two characters that it expands.
    private static string Escape(string word) =>
        $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}\"";
}
