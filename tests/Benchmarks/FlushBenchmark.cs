using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Sync-RemoteWorkspace, over ssh, after one edit among 20,000 files: beside full scans, and beside unison on the same trees.</summary>
internal sealed class FlushBenchmark : IBenchmark
{
    private const int Files = 20_000;
    private const int Rounds = 15;
    // Syncthing sends its index at most this often (lib/model/indexhandler.go): an edit right after a flush would wait for that.
    private static readonly TimeSpan s_betweenIndexes = TimeSpan.FromMilliseconds(300);

    private const double PromisedOn1 = 250;
    private const double PromisedOn2 = 600;

    public string Name => "flush";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        using Workspace workspace = new(Files);
        workspace.Engine.Run($"$null = New-RemoteWorkspace nt -HostName there -Path '{workspace.Here}' -RemotePath '{workspace.There}' -WarningAction SilentlyContinue");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspacesync-unison-");
        try
        {
            int edit = 0;
            double Ours(string more)
            {
                string path = workspace.PathOf(edit * 97 % Files), text = $"edit {edit++}\n";
                Thread.Sleep(s_betweenIndexes);
                File.WriteAllText(path, text);
                double took = workspace.Engine.Time($"Sync-RemoteWorkspace nt -Timeout 60 {more}", IsProved);
                Check(path.Replace(workspace.Here, workspace.There, StringComparison.Ordinal), text);
                return took;
            }

            (Samples listing, Samples full) = await Samples.AlternateAsync(Rounds, () => Task.FromResult(Ours("")), () => Task.FromResult(Ours("-Full")));

            // Copies: on one tree each would take the other's work for a user's.
            string here = Path.Join(folder.FullName, "here"), there = Path.Join(folder.FullName, "there");
            foreach (string copy in new[] { here, there })
            {
                await RunAsync("cp", ["-a", workspace.Here, copy], folder.FullName, cancel);
            }

            string[] unisonArguments = [here, there, "-batch", "-ui", "text", "-silent"];
            await RunAsync("unison", unisonArguments, folder.FullName, cancel); // learns that both are the same

            async Task<double> Unison()
            {
                string path = Path.Join(here, Path.GetRelativePath(workspace.Here, workspace.PathOf(edit * 97 % Files))), text = $"edit {edit++}\n";
                await File.WriteAllTextAsync(path, text, cancel);
                double took = await Samples.TimeAsync(() => RunAsync("unison", unisonArguments, folder.FullName, cancel));
                Check(path.Replace(here, there, StringComparison.Ordinal), text);
                return took;
            }

            (Samples again, Samples unison) = await Samples.AlternateAsync(Rounds, () => Task.FromResult(Ours("")), Unison);
            string version = workspace.Nodes[0].Version;
            string name = string.Create(CultureInfo.InvariantCulture, $"Sync-RemoteWorkspace, 1 edit in {Files:N0} files, {version}");
            return
            [
                new(name, "ms", listing, "the same with -Full", full, Bound.AtMost(version.StartsWith("v1.", StringComparison.Ordinal) ? PromisedOn1 : PromisedOn2)),
                new(name, "ms", again, "unison, local to local", unison),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
            workspace.Engine.Run("Remove-RemoteWorkspace nt -Confirm:$false");
        }
    }

    private static bool IsProved(IReadOnlyList<PSObject> output) => output is [{ BaseObject: SyncProof { Grade: SyncGrade.Same } }];

    private static void Check(string path, string text)
    {
        if (File.ReadAllText(path) != text)
        {
            throw new InvalidOperationException($"It said yes, and {path} is not the same.");
        }
    }

    private static async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancel)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["UNISON"] = Path.Join(folder, "archives");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
        }
    }
}
