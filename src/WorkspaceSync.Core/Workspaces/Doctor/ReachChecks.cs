using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>Whether the machine can be worked on: ssh, its login shell, Syncthing's program and daemon.</summary>
internal static class ReachChecks
{
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(500);

    /// <returns>False when nothing more can be looked at.</returns>
    public static async Task<bool> SshAsync(DoctorFacts facts, IRemotePrompt prompt, CancellationToken cancel)
    {
        if (facts.HostName is not { } host)
        {
            return true;
        }

        try
        {
            facts.Shell = await RemoteHosts.Connector.GetAsync(host, prompt, cancel).ConfigureAwait(false);
            Stopwatch clock = Stopwatch.StartNew();
            await facts.Shell.RunAsync(new RemoteScript(":"), cancel).ConfigureAwait(false);
            facts.Pass("ssh", $"{facts.Shell.Destination}, {clock.Elapsed.TotalMilliseconds:0} ms, host key known");
            return true;
        }
        catch (SyncException e)
        {
            facts.Fail("ssh", e.Message, e.Error switch
            {
                SyncError.HostKeyUnknown => $"ssh {host}",
                SyncError.HostKeyChanged => $"{e.Remedy ?? $"ssh-keygen -R {host}"}   (only if that machine was reinstalled)",
                SyncError.AuthenticationFailed => $"ssh-copy-id {host}",
                _ => $"ssh -v {host}",
            });
            return false;
        }
    }

    /// <summary>How long a command has to wait for the login shell's own files: bash reads .bashrc for ssh's commands too.</summary>
    public static async Task LoginShellAsync(DoctorFacts facts, CancellationToken cancel)
    {
        if (facts.HostName is null)
        {
            return;
        }

        Stopwatch clock = Stopwatch.StartNew();
        await using (IRemoteProcess process = await facts.Shell.StartAsync(new RemoteScript(":"), cancel).ConfigureAwait(false))
        {
            await process.WaitAsync(cancel).ConfigureAwait(false);
        }

        string took = $"{clock.Elapsed.TotalMilliseconds:0} ms until a command runs";
        if (clock.Elapsed > s_slow)
        {
            facts.Warn("login shell", $"{took}: its files (.bashrc, .zshenv) do much for every command", "on the host, as the first line of ~/.bashrc: case $- in *i*) ;; *) return ;; esac");
        }
        else
        {
            facts.Pass("login shell", took);
        }
    }

    /// <summary>The daemon, with all that its API has for the other checks.</summary>
    /// <returns>False when it does not answer.</returns>
    public static async Task<bool> SyncthingAsync(DoctorFacts facts, CancellationToken cancel)
    {
        MachineSurvey survey = facts.Survey = await SurveyReader.AskAsync(facts.Shell, cancel, withPrograms: false).ConfigureAwait(false);
        SyncException? problem = null;
        try
        {
            ServiceTarget target = DaemonHome.Pin(facts.Target, survey);
            string? directory = DaemonHome.Find(target, survey);
            if (directory is not null)
            {
                SyncthingHome home = await DaemonHome.ReadAsync(target, survey, directory, cancel).ConfigureAwait(false);
                facts.Node = await DaemonHome.ConnectAsync(target, home, cancel).ConfigureAwait(false);
            }
        }
        catch (SyncException e)
        {
            problem = e;
        }

        if (facts.Node is { } node)
        {
            facts.Pass("Syncthing", $"{node.Version}, running for {Duration(node.Uptime)}, device {node.DeviceId[..7]}");
            return true;
        }

        survey = facts.Survey = await SurveyReader.AskAsync(facts.Shell, cancel).ConfigureAwait(false);
        if (problem is null or { Error: SyncError.NodeUnreachable } && survey.Preferred is null)
        {
            facts.Fail("Syncthing", $"not installed{(survey.Programs.Count > 0 ? $": {survey.Programs[0].Path} is another program" : "")}", $"Install-Syncthing{facts.Option}");
        }
        else if (problem is null or { Error: SyncError.NodeUnreachable })
        {
            facts.Fail("Syncthing", $"{survey.Preferred!.Version} is installed and does not run", $"Start-Syncthing{facts.Option}", token => DaemonPlan.DoAsync(facts.Target, null, token));
        }
        else
        {
            facts.Fail("Syncthing", problem.Message, problem.Error switch
            {
                SyncError.HomeAmbiguous => $"Get-Syncthing{facts.Option}, then end the one that is not meant",
                SyncError.ApiKeyRejected => $"Restart-Syncthing{facts.Option}   (it runs with another key than its config.xml has)",
                SyncError.NotSyncthing or SyncError.NodeMismatch => "end the program that has the port, or give Syncthing another (<address> under <gui> in config.xml)",
                _ => $"Restart-Syncthing{facts.Option}",
            });
        }

        return false;
    }

    /// <summary>How many daemons there are, and whether the one in use stays.</summary>
    public static void Processes(DoctorFacts facts)
    {
        MachineSurvey survey = facts.Survey!;
        SurveyedProcess[] own = [.. survey.Outer.Intersect(survey.Own)];
        SurveyedProcess? outer = own.FirstOrDefault(process => process.Home == facts.Node!.ConfigPath) ?? own.FirstOrDefault();
        if (own.Length > 1)
        {
            facts.Warn("one daemon", $"{own.Length} run: {string.Join(", ", own.Select(process => $"process {process.ProcessId} with {process.Home}"))}", $"Get-Syncthing{facts.Option} | Where-Object {{ $_.IsRunning -and -not $_.IsInUse }} | Stop-Syncthing");
        }
        else
        {
            facts.Pass("one daemon", outer is null ? "started by another user or in a container" : $"process {outer.ProcessId}");
        }

        if (outer is null)
        {
            return;
        }

        (SyncthingStarter by, string? unit) = survey.StarterOf(outer);
        (bool? logout, bool? reboot) = ProgramReader.Survives(survey, by);
        string how = by switch
        {
            SyncthingStarter.Hand => "started by hand",
            SyncthingStarter.WorkspaceSync => "started by Start-Syncthing, in the background",
            SyncthingStarter.Homebrew => "brew services",
            _ => $"{by}, {unit}",
        };
        if (by == SyncthingStarter.SystemdUser && logout == false)
        {
            facts.Warn(
                "survives logout",
                $"{how}: lingering is off",
                facts.HostName is null ? "loginctl enable-linger" : $"ssh {facts.HostName} loginctl enable-linger",
                async token => await facts.Shell.RunAsync(new RemoteScript("loginctl enable-linger"), token).ConfigureAwait(false));
        }
        else if (reboot == false && survey.HasUserManager)
        {
            facts.Warn("survives reboot", how, $"Stop-Syncthing{facts.Option}; Start-Syncthing{facts.Option} -Persistent");
        }
        else
        {
            facts.Pass(reboot == true ? "survives reboot" : "survives logout", reboot == false ? $"{how}; not there after a restart of the machine" : how);
        }
    }

    private static string Duration(TimeSpan? time) => time switch
    {
        null => "—",
        { TotalDays: >= 1 } days => $"{days.TotalDays:0} d",
        { TotalHours: >= 1 } hours => $"{hours.TotalHours:0} h",
        { } span => $"{span.TotalMinutes:0} min",
    };
}
