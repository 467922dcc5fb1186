namespace WorkspaceSync;

/// <summary>The profiles at hand: those that came with the module, and the user's own, which win over them by name.</summary>
/// <param name="builtInFolder">The module's folder of profiles.</param>
/// <param name="userFolder">The user's; it need not exist.</param>
internal sealed class ProfileStore(string builtInFolder, string userFolder)
{
    private const string Ending = ".stignore";

    /// <summary>Where the user's own profiles are: <c>$XDG_CONFIG_HOME/WorkspaceSync/Profiles</c>, by default below <c>~/.config</c>.</summary>
    /// <param name="below">The folder in this program's own; empty is that itself.</param>
    public static string DefaultUserFolder(string below = "Profiles")
    {
        // The specification has a relative one ignored.
        string? config = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        return Path.Combine(
            Path.IsPathRooted(config) ? config : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
            "WorkspaceSync",
            below);
    }

    /// <summary>The names, sorted. Nothing is read yet, so a broken profile doesn't hide the others.</summary>
    public IReadOnlyList<string> Names => [.. Files().Keys];

    /// <summary>Reads every profile; throws at the first that is invalid.</summary>
    public IReadOnlyList<SyncProfile> List() => [.. Files().Values.Select(file => ProfileFile.Read(file.Path, file.IsBuiltIn))];

    /// <summary>
    /// Reads the profile of a name, whatever its case; throws <see cref="SyncError.ProfileNotFound"/> saying which there are, or
    /// <see cref="SyncError.ProfileInvalid"/>.
    /// </summary>
    public SyncProfile Get(string name) =>
        Files().TryGetValue(name, out (string Path, bool IsBuiltIn) file)
            ? ProfileFile.Read(file.Path, file.IsBuiltIn)
            : throw new SyncException(
                SyncError.ProfileNotFound,
                $"There is no profile '{name}'. There are: {string.Join(", ", Names)}. Your own go into '{userFolder}', as NAME{Ending}.");

    private SortedDictionary<string, (string Path, bool IsBuiltIn)> Files()
    {
        SortedDictionary<string, (string Path, bool IsBuiltIn)> files = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string folder, bool isBuiltIn) in ((string, bool)[])[(builtInFolder, true), (userFolder, false)])
        {
            // Sorted, so that of two files that differ in case only it is always the same one that counts.
            string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Ending) : [];
            foreach (string path in paths.Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileNameWithoutExtension(path);
                if (name.Length > 0)
                {
                    files.Remove(name);
                    files.Add(name, (path, isBuiltIn));
                }
            }
        }

        return files;
    }
}
