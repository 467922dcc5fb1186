using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A directory that is a share by its marker only, with conflicts made by hand, and a place of its own for records.</summary>
internal sealed class ConflictFolder : IDisposable
{
    public const string Tag = ".sync-conflict-20261123-085522-PJNU26X";

    private static readonly string[] s_variables = ["STHOMEDIR", "XDG_STATE_HOME"];

    private readonly string _base;
    private readonly string?[] _before = [.. s_variables.Select(Environment.GetEnvironmentVariable)];

    /// <param name="stateIn">Where the records and the recovery folder are; null is beside the share.</param>
    public ConflictFolder(string? stateIn = null)
    {
        _base = Directory.CreateTempSubdirectory("ws-resolve-").FullName;
        Root = Path.Join(_base, "share");
        State = stateIn is null ? Path.Join(_base, "state") : Path.Join(stateIn, Path.GetFileName(_base));
        Directory.CreateDirectory(Path.Join(Root, ".stfolder"));
        Environment.SetEnvironmentVariable("STHOMEDIR", Path.Join(_base, "no-home")); // no daemon is meant, whatever runs here
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", State);
    }

    public string Root { get; }

    public string State { get; }

    public CmdletHost Shell { get; } = new();

    /// <summary>Every file of the share and of the recovery folder: its content, mode and time to the nanosecond, by name.</summary>
    public SortedDictionary<string, string> Snapshot(bool withRecovery = false)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        IEnumerable<string> files = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories);
        foreach (string state in (string[])["", ".local/state"]) // this machine's, and that of one whose home is there
        {
            string recovery = Path.Join(State, state, "WorkspaceSync", "recovery");
            if (withRecovery && Directory.Exists(recovery))
            {
                files = files.Concat(Directory.EnumerateFiles(recovery, "*", SearchOption.AllDirectories));
            }
        }

        foreach (string file in files)
        {
            FileFacts facts = FileStat.Find(file)!;
            found[Path.GetRelativePath(_base, file)] = $"{File.ReadAllText(file)} {facts.Mode:x} {facts.ModifiedNs}";
        }

        return found;
    }

    /// <summary>The same without what Syncthing removes by itself: its temporary files, in which a copy that was cut short is.</summary>
    public SortedDictionary<string, string> Lasting()
    {
        SortedDictionary<string, string> all = Snapshot(withRecovery: true);
        foreach (string temporary in all.Keys.Where(name => Path.GetFileName(name).StartsWith(".syncthing.", StringComparison.Ordinal)).ToArray())
        {
            all.Remove(temporary);
        }

        return all;
    }

    /// <summary>Finds the conflicts, and plans their resolution.</summary>
    public static async Task<ConflictPlan> PlanAsync(IShareFiles files, SyncConflictKeep keep)
    {
        ShareSite site = new() { Share = "nt", Files = files, Machine = "far" };
        List<SyncConflict> conflicts = [];
        await foreach (WalkResult<SyncConflict> found in ConflictReader.ReadAsync(site, "", _ => true, CancellationToken.None))
        {
            conflicts.Add(found.Value!);
        }

        return await ConflictPlanner.PlanAsync(conflicts, keep, CancellationToken.None);
    }

    /// <summary>All contents that are anywhere, each once.</summary>
    public IEnumerable<string> Contents() => Snapshot(withRecovery: true).Values.Select(value => value.Split(' ')[0]).Distinct();

    public void Write(string path, string text, int day, int mode = 0x1a4)
    {
        string file = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, (UnixFileMode)mode);
        FileLinks.SetModified(file, (DateTimeOffset.UnixEpoch.AddYears(56).AddDays(day).ToUnixTimeSeconds() * 1_000_000_000) + 123_456_789);
    }

    public string Read(string path) => File.ReadAllText(Path.Join(Root, path));

    public CmdletResult Run(string script) => Shell.Run(script, ("root", Root));

    public SyncConflictResolution Resolve(string keep) => Run($"Get-SyncConflict -Path $root | Resolve-SyncConflict {keep} -PassThru").One<SyncConflictResolution>();

    public void Dispose()
    {
        Shell.Dispose();
        for (int i = 0; i < s_variables.Length; i++)
        {
            Environment.SetEnvironmentVariable(s_variables[i], _before[i]);
        }

        using Process remove = Process.Start("rm", ["-rf", _base]); // .NET cannot remove a name that is no text
        remove.WaitForExit();
        if (Directory.Exists(State))
        {
            Directory.Delete(State, recursive: true);
        }
    }
}
