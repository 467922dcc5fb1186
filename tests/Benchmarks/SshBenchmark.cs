using System.Diagnostics;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>A command on the other machine, and its status, beside ssh itself: with a connection that it keeps, and without.</summary>
internal sealed class SshBenchmark : IBenchmark
{
    private const int Rounds = 25;
    private const int WarmUps = 60;
    private const string Invoke = "Invoke-RemoteWorkspace { echo there } -Name nt -NoSync";
    private const string Status = "Get-SyncStatus nt -HostName there";

    public string Name => "ssh";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(files: 100);
        string config = SshProgram.ConfigFile!;
        string control = Path.Join(Path.GetDirectoryName(config), "control");
        string[] plain = ["-F", config, "there", "echo there"];
        string[] kept = ["-o", "ControlMaster=auto", "-o", $"ControlPath={control}", "-o", "ControlPersist=yes", .. plain];
        workspace.Engine.Run($"$null = New-RemoteWorkspace nt -HostName there -Path '{workspace.Here}' -RemotePath '{workspace.There}' -WarningAction SilentlyContinue");
        try
        {
            for (int warmUp = 0; warmUp < WarmUps; warmUp++)
            {
                workspace.Engine.Time(Invoke, IsThere);
                workspace.Engine.Time(Status, IsStatus);
            }

            Task<double> Ours() => Task.FromResult(workspace.Engine.Time(Invoke, IsThere));
            (Samples ours, Samples theirs) = await Samples.AlternateAsync(Rounds, Ours, () => Samples.TimeAsync(() => RunSshAsync(kept, cancel)));
            (Samples again, Samples fresh) = await Samples.AlternateAsync(Rounds, Ours, () => Samples.TimeAsync(() => RunSshAsync(plain, cancel)));
            Task<double> OurStatus() => Task.FromResult(workspace.Engine.Time(Status, IsStatus));
            (Samples status, Samples local) = await Samples.AlternateAsync(
                Rounds, OurStatus, () => Task.FromResult(workspace.Engine.Time("Get-SyncStatus nt -Node $there", IsStatus)));
            string rcFile = Path.Join(Path.GetDirectoryName(Path.GetDirectoryName(workspace.Nodes[1].ConfigPath)!.TrimEnd('/'))!, ".bashrc");
            await File.WriteAllTextAsync(rcFile, "sleep 0.5\n", cancel);
            (Samples slow, Samples slowSsh) = await Samples.AlternateAsync(5, OurStatus, () => Samples.TimeAsync(() => RunSshAsync(kept, cancel)));
            return
            [
                new("Invoke-RemoteWorkspace -NoSync, warm", "ms", ours, "ssh with ControlMaster", theirs, Bound.AtMostTimes(1.5)),
                new("Invoke-RemoteWorkspace -NoSync, warm", "ms", again, "plain ssh", fresh, Bound.FasterTimes(5)),
                new("Get-SyncStatus -HostName, warm", "ms", status, "the same daemon without ssh", local, Bound.AtMost(10)),
                new("Get-SyncStatus -HostName, slow .bashrc there", "ms", slow, "ssh with ControlMaster", slowSsh, Bound.FasterTimes(5)),
            ];
        }
        finally
        {
            await RunAsync(["-F", config, "-o", $"ControlPath={control}", "-O", "exit", "there"], CancellationToken.None);
            workspace.Engine.Run("Remove-RemoteWorkspace nt -Confirm:$false");
        }
    }

    private static bool IsThere(IReadOnlyList<PSObject> output) => output is [{ BaseObject: "there" }];

    private static bool IsStatus(IReadOnlyList<PSObject> output) => output is [{ BaseObject: SyncStatus }];

    private static async Task RunSshAsync(string[] arguments, CancellationToken cancel)
    {
        string output = await RunAsync(arguments, cancel);
        if (output != "there\n")
        {
            throw new InvalidOperationException($"ssh gave '{output}'");
        }
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancel)
    {
        ProcessStartInfo start = new("ssh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return output;
    }
}
