using System.Diagnostics;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>The doctor of both machines beside a look at the same by hand, and Start-Syncthing beside the daemon itself.</summary>
internal sealed class SetupBenchmark : IBenchmark
{
    private const int Rounds = 15;
    private const int WarmUps = 20;
    private const int Starts = 7;
    private const double Promised = 1000;
    private const string Doctor = "Test-SyncSetup -Workspace nt -InformationAction Ignore";

    public string Name => "setup";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(files: 1000);
        workspace.Engine.Run($"$null = New-RemoteWorkspace nt -HostName there -Path '{workspace.Here}' -RemotePath '{workspace.There}' -WarningAction SilentlyContinue -InformationAction Ignore");
        try
        {
            string byHand = ByHand(workspace.Nodes[0], "") + ByHand(workspace.Nodes[1], $"ssh -F '{SshProgram.ConfigFile}' there ");
            Task<double> Ours() => Task.FromResult(workspace.Engine.Time(Doctor, IsWhole));
            Task<double> Theirs() => ShellCommand.TimeAsync(byHand, output => output.Contains("\"myID\"", StringComparison.Ordinal), cancel);
            for (int warmUp = 0; warmUp < WarmUps; warmUp++)
            {
                await Ours();
            }

            (Samples doctor, Samples looked) = await Samples.AlternateAsync(Rounds, Ours, Theirs);
            SyncNode node = workspace.Nodes[0];
            string program = workspace.Engine.Run("(Get-Syncthing | Where-Object IsInUse).Path")[0].ToString();
            (Samples start, Samples own) = await Samples.AlternateAsync(Starts, () => StartAsync(workspace), () => RunItselfAsync(program, node, cancel));
            return
            [
                new("Test-SyncSetup, both machines, warm", "ms", doctor, "ssh, curl, df and stat on both, by hand", looked, Bound.AtMost(Promised)),
                new("Start-Syncthing, until it answers", "ms", start, "the daemon itself, until it answers", own, Bound.AtMostTimes(1.2)),
            ];
        }
        finally
        {
            workspace.Engine.Run("Start-Syncthing; Remove-RemoteWorkspace nt -Confirm:$false");
        }
    }

    private static bool IsWhole(IReadOnlyList<PSObject> rows) =>
        rows.Select(row => (SetupCheck)row.BaseObject).Count(row => row is { Component: "folder nt", Status: SetupStatus.Pass }) == 2;

    private static string ByHand(SyncNode node, string prefix) =>
        $"{prefix}sh -c 'date; df -Pk {node.HomeDirectory}; stat -c %a {node.ConfigPath}; pgrep -c syncthing; cat /proc/sys/fs/inotify/max_user_watches'; "
        + $"curl -s -H 'X-API-Key: {Requests.KeyOf(node)}' {string.Join(' ', new[] { "system/status", "system/connections", "config", "db/status?folder=nt", "folder/errors?folder=nt" }.Select(path => $"'{new Uri(node.Uri, "rest/" + path)}'"))}; ";

    private static Task<double> StartAsync(Workspace workspace)
    {
        workspace.Engine.Run("Stop-Syncthing");
        return Task.FromResult(workspace.Engine.Time("Start-Syncthing; (Get-SyncStatus nt).Health -ne 'Stopped'", output => output is [{ BaseObject: true }]));
    }

    // Asked every five milliseconds, until it tells of the folder: that is when Start-Syncthing may say that it runs.
    private static async Task<double> RunItselfAsync(string program, SyncNode node, CancellationToken cancel)
    {
        using HttpClient client = Requests.ClientOf(node);
        await EndAsync(client, node, cancel);
        ProcessStartInfo command = new(program, ["serve", "--no-browser", "--no-restart", $"--home={node.ConfigPath}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        command.Environment["HOME"] = node.HomeDirectory;
        command.Environment["STNOUPGRADE"] = "1";
        while (true)
        {
            Stopwatch watch = Stopwatch.StartNew();
            using Process process = Process.Start(command)!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            bool isUp = false;
            while (!process.HasExited && !(isUp = await AnswersAsync(client, node, cancel)))
            {
                await Task.Delay(5, cancel);
            }

            double elapsed = watch.Elapsed.TotalMilliseconds;
            if (isUp)
            {
                await EndAsync(client, node, cancel);
                await process.WaitForExitAsync(cancel);
                return elapsed;
            }

            await Task.Delay(50, cancel); // the one before still had the database
        }
    }

    private static async Task EndAsync(HttpClient client, SyncNode node, CancellationToken cancel)
    {
        try
        {
            using HttpResponseMessage answer = await client.PostAsync(new Uri(node.Uri, "rest/system/shutdown"), null, cancel);
        }
        catch (HttpRequestException)
        {
            return; // it does not run
        }

        while (await AnswersAsync(client, node, cancel))
        {
            await Task.Delay(20, cancel);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, SyncNode node, CancellationToken cancel)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(node.Uri, "rest/db/status?folder=nt"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
