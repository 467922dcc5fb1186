namespace WorkspaceSync;

/// <summary>Copies one file onto another file system: whole, on the disk, with its times and mode, before it gets its name.</summary>
internal static class FileCopy
{
    /// <summary>A name beside a file that Syncthing takes for a download in progress: it travels to nobody, and is swept when it stays.</summary>
    public static string TemporaryName(string path) => Path.Join(Path.GetDirectoryName(path), $".syncthing.{Guid.NewGuid():N}.tmp");

    public static void Make(string from, string to, FileFacts facts)
    {
        string beside = TemporaryName(to);
        try
        {
            Write(from, beside, facts);
            FileFault.Reach();
            if (FileLinks.Move(beside, to) is not FileLinkResult.Done)
            {
                throw FileTrouble.Unwritable(to, "the name is taken");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SyncException)
        {
            File.Delete(beside);
            throw e as SyncException ?? FileTrouble.Unwritable(to, e.Message, e);
        }
    }

    private static void Write(string from, string beside, FileFacts facts)
    {
        if (facts.Kind is FileKind.Link)
        {
            File.CreateSymbolicLink(beside, new FileInfo(from).LinkTarget!);
            FileLinks.SetModified(beside, facts.ModifiedNs);
            return;
        }

        if (facts.Kind is not FileKind.File)
        {
            throw FileTrouble.Unwritable(beside, "only files and links can be brought to another file system; move it yourself");
        }

        using (FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (FileStream target = new(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }

        File.SetUnixFileMode(beside, (UnixFileMode)facts.Mode);
        FileLinks.SetModified(beside, facts.ModifiedNs);
    }
}
