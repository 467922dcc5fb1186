using System.Globalization;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Each folder: whether it can be in sync, and whether anything of it could be lost.</summary>
internal static class FolderChecks
{
    private const int FewWatches = 65_536;

    public static async Task RunAsync(DoctorFacts facts, JObject folder, CancellationToken cancel)
    {
        string id = (string)folder["id"]!, name = $"folder {id}", share = ShellQuote.Quote(id);
        Settings(facts, folder, id);
        if ((bool?)folder["paused"] == true)
        {
            facts.Warn(name, "paused", $"Resume-SyncShare {share}{facts.Option}");
            facts.Skip($"{name} in sync", name);
            return;
        }

        FolderStatus status = await facts.Node!.Client.Database.GetStatusAsync(id, cancel).ConfigureAwait(false);
        string path = facts.PathOf(folder);
        if (status.State == "error" || status.Error is { Length: > 0 })
        {
            Broken(facts, folder, name, path, status.Error ?? "in error");
            facts.Skip($"{name} in sync", name);
            return;
        }

        if (!(folder["devices"] as JArray ?? []).Any(device => (string?)device["deviceID"] != facts.Node.DeviceId))
        {
            facts.Warn(name, "shared with no device", $"Set-SyncShare {share} -AddDevice NAME{facts.Option}");
            facts.Skip($"{name} in sync", name);
            return;
        }

        await FilesAsync(facts, id, path, status, cancel).ConfigureAwait(false);
        Watching(facts, name, status);
        Disk(facts, folder, name, path);
    }

    private static void Settings(DoctorFacts facts, JObject folder, string id)
    {
        string share = ShellQuote.Quote(id);
        if ((int?)folder["maxConflicts"] == 0)
        {
            facts.Fail(
                $"folder {id} keeps conflicts",
                "maxConflicts is 0: of two edits of one file one is lost at once",
                $"Set-SyncShare {share} -MaxConflicts -1{facts.Option}",
                token => ShareEditor.PatchAsync(facts.Node!, folder, new JObject { ["maxConflicts"] = -1 }, token));
        }

        if ((string?)folder["markerName"] is { } marker and not ".stfolder")
        {
            string path = facts.PathOf(folder);
            facts.Fail(
                $"folder {id} has a marker",
                $"its marker is '{marker}', so that an empty disk in its place would be taken for deletions",
                $"Test-SyncSetup{facts.Option} -Fix",
                async token =>
                {
                    await facts.Shell.RunAsync(new RemoteScript("[ -d \"$1\" ] && mkdir -p \"$1/.stfolder\"", path), token).ConfigureAwait(false);
                    await ShareEditor.PatchAsync(facts.Node!, folder, new JObject { ["markerName"] = ".stfolder" }, token).ConfigureAwait(false);
                });
        }
    }

    private static void Broken(DoctorFacts facts, JObject folder, string name, string path, string error)
    {
        string onHost = facts.HostName is null ? "" : $" on {facts.HostName}";
        string marker = (string?)folder["markerName"] ?? ".stfolder";
        if (error.Contains("marker missing", StringComparison.Ordinal))
        {
            facts.Fail(name, "marker missing: the root may have vanished, or be another directory", $"look at {path}{onHost}: are your files there? Then: mkdir {ShellQuote.Quote($"{path}/{marker}")}");
        }
        else if (error.Contains("path missing", StringComparison.Ordinal))
        {
            facts.Fail(name, $"its directory {path} is gone", $"bring it back{onHost} (is a disk not mounted?), or Remove-SyncShare {ShellQuote.Quote((string)folder["id"]!)}{facts.Option}");
        }
        else if (error.Contains("ignores", StringComparison.Ordinal))
        {
            facts.Fail(name, error, $"Get-SyncIgnore {ShellQuote.Quote((string)folder["id"]!)}{facts.Option}, then Set-SyncIgnore");
        }
        else if (error.Contains("permission denied", StringComparison.Ordinal))
        {
            facts.Fail(name, error, $"chown -R \"$USER\" {ShellQuote.Quote(path)}{(onHost.Length > 0 ? $"   ({onHost.Trim()})" : "")}");
        }
        else
        {
            facts.Fail(name, error, $"Get-SyncError{facts.Option}");
        }
    }

    private static async Task FilesAsync(DoctorFacts facts, string id, string path, FolderStatus status, CancellationToken cancel)
    {
        string name = $"folder {id}";
        List<FolderErrors.Entry> errors = (await facts.Node!.Client.Folder.GetErrorsAsync(id, cancel).ConfigureAwait(false)).Errors ?? [];
        if (errors.Count == 0 && status is { State: "idle", NeedTotalItems: > 0 }
            && await ClosedDirectories.FindAsync(facts, id, path, cancel).ConfigureAwait(false) is { } closed)
        {
            facts.Fail(name, $"{closed.File} cannot be synced: {closed.Directory} may not be written, which this Syncthing keeps to itself", $"chmod u+w {ShellQuote.Quote(closed.Directory)}");
            facts.Skip($"{name} in sync", name);
            return;
        }

        if (errors.Count == 0)
        {
            facts.Pass(name, $"{status.LocalFiles.ToString("N0", CultureInfo.CurrentCulture)} files, {status.State}");
            if (status.NeedTotalItems == 0)
            {
                facts.Pass($"{name} in sync", "nothing is needed here");
            }
            else
            {
                facts.Warn($"{name} in sync", $"{status.NeedTotalItems} items are still needed here", $"Wait-SyncShare {ShellQuote.Quote(id)}{facts.Option}");
            }

            return;
        }

        FolderErrors.Entry first = errors[0];
        string detail = $"{errors.Count} file(s) cannot be synced, such as {first.Path}: {first.Error.Trim()}";
        facts.Fail(name, detail, first.Error switch
        {
            string text when text.Contains("different upper or lowercase", StringComparison.Ordinal) => "rename one of the two files: their names differ in case only, and a disk here cannot have both",
            string text when text.Contains("permission denied", StringComparison.Ordinal) => "give Syncthing's user the right to it: chmod u+rw",
            string text when FileErrorRefusal.IsOfFullDisk(text) => "free space on that disk",
            string text when text.Contains("contains ignored files", StringComparison.Ordinal) => $"Add-SyncIgnore {ShellQuote.Quote(id)} with (?d) in front of the pattern",
            _ => $"Get-SyncError{facts.Option}",
        });
        facts.Skip($"{name} in sync", name);
    }

    private static void Watching(DoctorFacts facts, string name, FolderStatus status)
    {
        if (status.WatchError is { Length: > 0 } error)
        {
            const string More = "echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/90-syncthing.conf; sudo sysctl --system";
            facts.Warn(
                $"{name} watched",
                $"changes are only noticed by full scans: {error}{(facts.Health!.Watches is { } most ? $" (the limit is {most})" : "")}",
                error.Contains("inotify", StringComparison.OrdinalIgnoreCase) || facts.Health.Watches < FewWatches ? facts.HostName is null ? More : $"on {facts.HostName}: {More}" : $"Restart-Syncthing{facts.Option}");
        }
    }

    private static void Disk(DoctorFacts facts, JObject folder, string name, string path)
    {
        if (facts.Health!.Disks.GetValueOrDefault(path) is not { } disk || disk.Size == 0)
        {
            return;
        }

        double value = (double?)folder["minDiskFree"]?["value"] ?? 1;
        string unit = (string?)folder["minDiskFree"]?["unit"] ?? "%";
        double least = unit switch
        {
            "kB" => value * 1e3,
            "MB" => value * 1e6,
            "GB" => value * 1e9,
            "TB" => value * 1e12,
            "%" => value * disk.Size / 100,
            _ => value,
        };
        string room = disk.ToString();
        if (disk.Free < least)
        {
            facts.Fail($"{name} has room", $"{room}: under its minDiskFree ({value:0.##} {unit}), so nothing more is received", $"free space on the disk of {path}");
        }
        else
        {
            facts.Pass($"{name} has room", room);
        }
    }
}
