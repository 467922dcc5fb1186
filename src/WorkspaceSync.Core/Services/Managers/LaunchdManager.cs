using System.Security;
using System.Text;

namespace WorkspaceSync;

/// <summary>An agent of launchd that is not Homebrew's: one that was there, or ours.</summary>
internal sealed class LaunchdManager(ServiceTarget target, MachineSurvey survey) : ServiceManager(target, survey)
{
    /// <summary>The label of the agent that Start-Syncthing -Persistent writes.</summary>
    public const string OwnLabel = "net.workspacesync.syncthing";

    public override SyncthingStarter Kind => SyncthingStarter.Launchd;

    public override string Name => $"launchd ({Label})";

    private string Label => Survey.AgentFiles.Select(Path.GetFileNameWithoutExtension).OfType<string>().FirstOrDefault() ?? OwnLabel;

    public override async Task StartAsync(DaemonLaunch launch, CancellationToken cancel)
    {
        if (Survey.AgentFiles.Count == 0)
        {
            await RunAsync(
                "writing the launch agent",
                new RemoteScript("mkdir -p \"$HOME/Library/LaunchAgents\" \"$HOME/Library/Logs\" && cat >\"$HOME/Library/LaunchAgents/$1.plist\"", Label) { Input = Encoding.UTF8.GetBytes(AgentText(launch, Survey.Facts.HomeDirectory)) },
                cancel).ConfigureAwait(false);
        }

        // One that is loaded is kicked; one that is not is loaded, and RunAtLoad starts it.
        await RunAsync(
            $"launchctl bootstrap of {Label}",
            new RemoteScript("domain=gui/$(id -u); launchctl kickstart \"$domain/$1\" 2>/dev/null || launchctl bootstrap \"$domain\" \"$HOME/Library/LaunchAgents/$1.plist\"", Label),
            cancel).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancel) =>
        await RunAsync($"launchctl bootout of {Label}", new RemoteScript("launchctl bootout \"gui/$(id -u)/$1\"", Label), cancel).ConfigureAwait(false);

    public override async Task<bool> IsAliveAsync(CancellationToken cancel)
    {
        RemoteResult list = await Target.Machine.RunAsync(new RemoteScript("launchctl list \"$1\"", Label), cancel).ConfigureAwait(false);
        return list.Text.Contains("\"PID\"", StringComparison.Ordinal);
    }

    public override async Task<string> ReadLogAsync(CancellationToken cancel)
    {
        RemoteResult tail = await Target.Machine.RunAsync(new RemoteScript("tail -n 20 \"$HOME/Library/Logs/Syncthing.log\""), cancel).ConfigureAwait(false);
        return tail.Text;
    }

    /// <summary>The agent's property list.</summary>
    public static string AgentText(DaemonLaunch launch, string userHome) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
          <key>Label</key><string>{OwnLabel}</string>
          <key>ProgramArguments</key>
          <array>{string.Concat(launch.Arguments.Append("--no-restart").Prepend(launch.Program).Select(word => $"<string>{SecurityElement.Escape(word)}</string>"))}</array>
          <key>EnvironmentVariables</key><dict><key>STNODEFAULTFOLDER</key><string>1</string></dict>
          <key>RunAtLoad</key><true/>
          <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
          <key>ProcessType</key><string>Background</string>
          <key>StandardOutPath</key><string>{SecurityElement.Escape(userHome)}/Library/Logs/Syncthing.log</string>
          <key>StandardErrorPath</key><string>{SecurityElement.Escape(userHome)}/Library/Logs/Syncthing.log</string>
        </dict>
        </plist>

        """;
}
