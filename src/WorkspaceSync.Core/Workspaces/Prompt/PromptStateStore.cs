using System.Text;

namespace WorkspaceSync;

/// <summary>
/// The states that prompts read: a small file for each workspace, written beside and renamed, readable by nobody else. Whoever
/// learns how a workspace stands keeps it fresh; what cannot be written is left, as nobody asked for it.
/// </summary>
internal static class PromptStateStore
{
    private static readonly object s_writing = new();

    /// <summary>Where they are.</summary>
    public static string Directory => UserState.Directory("prompt");

    /// <summary>Keeps what both machines' daemons told.</summary>
    public static void Write(RemoteWorkspace workspace, IReadOnlyCollection<SyncStatus> rows) => Write(PromptState.Of(workspace, rows, ConflictsOf(workspace)));

    /// <summary>Keeps what a flush came to.</summary>
    public static void Write(RemoteWorkspace workspace, SyncProof proof, SyncException? error) => Write(error is null
        ? PromptState.Of(workspace, proof, ConflictsOf(workspace))
        : PromptState.Of(workspace, proof.Grade, error.Error, ConflictsOf(workspace)));

    /// <summary>Forgets a workspace.</summary>
    public static void Remove(string workspace)
    {
        try
        {
            File.Delete(FileOf(workspace));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // not there, or not ours: then a prompt goes on showing its age
        }
    }

    /// <summary>The state of the workspace that a directory is in; of several the innermost; or null. Looks at nothing but these files.</summary>
    public static PromptState? FindAround(string path)
    {
        PromptState? found = null;
        try
        {
            foreach (string file in System.IO.Directory.EnumerateFiles(Directory, "*.state"))
            {
                if (Read(file) is { } state && WorkspacePath.Contains(state.Path, path) && state.Path.Length > (found?.Path.Length ?? 0))
                {
                    found = state;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // nothing was ever written
        }

        return found;
    }

    private static int? ConflictsOf(RemoteWorkspace workspace) => Read(FileOf(workspace.Name))?.Conflicts;

    private static string FileOf(string workspace) => Path.Join(Directory, $"{workspace.ToLowerInvariant()}.state");

    private static PromptState? Read(string file)
    {
        try
        {
            return PromptState.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(PromptState? state)
    {
        if (state is null || state.Path.Any(char.IsControl))
        {
            return; // such a path would be two lines
        }

        try
        {
            lock (s_writing)
            {
                System.IO.Directory.CreateDirectory(Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                string file = FileOf(state.Workspace), beside = $"{file}.{Environment.ProcessId}.new";
                FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
                using (FileStream stream = new(beside, options))
                {
                    stream.Write(Encoding.UTF8.GetBytes(state.ToString()));
                }

                File.Move(beside, file, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a full disk, or the sandbox that it was kept in is gone
        }
    }
}
