using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// The workspaces of this user, in one file: written beside and renamed, under a lock, readable by nobody else. No secret is
/// in it. One that cannot be read is never written over.
/// </summary>
internal sealed class WorkspaceStore(string directory)
{
    /// <summary>Names the directory in place of <c>$XDG_CONFIG_HOME/WorkspaceSync</c>: a sandbox has its own.</summary>
    public const string Variable = "WORKSPACESYNC_CONFIG";

    private const int Version = 1;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>The session's own.</summary>
    public static WorkspaceStore Current => new(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given && Path.IsPathRooted(given) ? given : ProfileStore.DefaultUserFolder(below: ""));

    /// <summary>The file.</summary>
    public string File => Path.Join(directory, "workspaces.json");

    /// <summary>All, by name.</summary>
    public IReadOnlyList<RemoteWorkspace> ReadAll()
    {
        string text;
        try
        {
            text = System.IO.File.ReadAllText(File);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable($"it cannot be read: {e.Message.TrimEnd('.')}", e);
        }

        return Parse(text);
    }

    /// <summary>One by its name, or null.</summary>
    public RemoteWorkspace? Find(string name) => ReadAll().FirstOrDefault(workspace => IsNamed(workspace, name));

    /// <summary>The workspace that a directory of this machine is in; of several the innermost; or null.</summary>
    public RemoteWorkspace? FindAround(string path) => ReadAll()
        .Where(workspace => WorkspacePath.Contains(workspace.Path, path))
        .MaxBy(workspace => workspace.Path.Length);

    /// <summary>Throws WorkspaceFileInvalid when a workspace could not be written down: to be known before one is set up.</summary>
    public void DemandWritable() => UnderLock(() =>
    {
        ReadAll();
        OpenBeside().Dispose();
        System.IO.File.Delete(Beside);
    });

    /// <summary>Adds a workspace, or replaces the one of its name.</summary>
    public void Save(RemoteWorkspace workspace) => Replace(workspace.Name, workspace);

    /// <summary>Puts a workspace in the place of one that may have another name.</summary>
    public void Replace(string name, RemoteWorkspace workspace)
    {
        Change(all => [.. all.Where(other => !IsNamed(other, name) && !IsNamed(other, workspace.Name)), workspace]);
        if (!IsNamed(workspace, name))
        {
            PromptStateStore.Remove(name);
        }
    }

    /// <summary>Forgets one.</summary>
    public void Remove(string name)
    {
        Change(all => [.. all.Where(other => !IsNamed(other, name))]);
        PromptStateStore.Remove(name);
    }

    // Nobody else's, under the lock; what a killed process left is written over.
    private string Beside => $"{File}.new";

    private static bool IsNamed(RemoteWorkspace workspace, string name) => string.Equals(workspace.Name, name, StringComparison.OrdinalIgnoreCase);

    private List<RemoteWorkspace> Parse(string text)
    {
        try
        {
            JObject document = JObject.Parse(text);
            int version = (int?)document["version"] ?? 0;
            if (version > Version)
            {
                throw new SyncException(
                    SyncError.WorkspaceFileInvalid,
                    $"{File} was written by a newer WorkspaceSync (format {version}, this one knows {Version}). Update this one: it changes nothing in a file that it does not understand.");
            }

            List<RemoteWorkspace> workspaces = document["workspaces"]?.ToObject<List<RemoteWorkspace>>() ?? throw new JsonException("there is no list of workspaces");
            return version == Version && workspaces.All(IsWhole)
                ? [.. workspaces.OrderBy(workspace => workspace.Name, StringComparer.OrdinalIgnoreCase)]
                : throw new JsonException(version == Version ? "a workspace lacks its name, host, paths or shares" : "it has no version");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidCastException or ArgumentException or OverflowException)
        {
            throw Unreadable($"it is damaged ({e.Message.TrimEnd('.')})", e);
        }
    }

    // A record's "required" does not reach what a JSON reader makes.
    private static bool IsWhole(RemoteWorkspace workspace) =>
        workspace is { Name.Length: > 0, HostName.Length: > 0, Path.Length: > 0, RemotePath.Length: > 0, Shares.Count: > 0 } && workspace.Shares.All(share => share is { Id.Length: > 0, Path.Length: > 0 });

    private SyncException Unreadable(string why, Exception inner) => new(
        SyncError.WorkspaceFileInvalid,
        $"{File} cannot be used: {why}. Nothing was changed. Mend it, or move it away and set the workspaces up again: New-RemoteWorkspace finds what is already there.",
        inner);

    private void Change(Func<IReadOnlyList<RemoteWorkspace>, IReadOnlyList<RemoteWorkspace>> change) => UnderLock(() =>
    {
        IReadOnlyList<RemoteWorkspace> after = change(ReadAll());
        JObject document = new() { ["version"] = Version, ["workspaces"] = JArray.FromObject(after) };
        using (FileStream stream = OpenBeside())
        using (StreamWriter writer = new(stream))
        {
            writer.WriteLine(document.ToString(Formatting.Indented));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        FaultPoint.Reach("setup-inside-RecordStep");
        System.IO.File.Move(Beside, File, overwrite: true);
    });

    private FileStream OpenBeside() => new(Beside, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    private void UnderLock(Action action)
    {
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using FileStream gate = Lock();
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(
                SyncError.WorkspaceFileInvalid,
                $"{directory} cannot be written: {e.Message.TrimEnd('.')}. Mend its permissions or its disk's room, or wait until the other session is done.",
                e);
        }
    }

    private FileStream Lock()
    {
        DateTime deadline = DateTime.UtcNow + s_patience;
        while (true)
        {
            try
            {
                return new FileStream(Path.Join(directory, "workspaces.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < deadline)
            {
                Thread.Sleep(20); // held for the time of one small write
            }
        }
    }
}
