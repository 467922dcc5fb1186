using System.Runtime.InteropServices;

namespace WorkspaceSync;

/// <summary>
/// Does steps on this machine's files, so that at every instant, a kill or a power cut included, each path has its old or its
/// new content and nothing is missing.
/// </summary>
internal sealed class FileMover(LocalFiles files)
{
    public void Do(FileStep step)
    {
        string from = files.Absolute(step.From);
        string to = files.Absolute(step.To);
        FileFault.Reach();
        Expect(from, step.Moved, step);
        if (step.Kind is FileStepKind.Replace)
        {
            Replace(from, to, step);
        }
        else
        {
            MakeDirectory(Path.GetDirectoryName(to)!);
            PutBeside(from, to, step);
        }

        FileFault.Reach();
        FileLinks.Flush(Path.GetDirectoryName(to)!);
        FileLinks.Flush(Path.GetDirectoryName(from)!);
        FileFault.Reach();
    }

    private static void PutBeside(string from, string to, FileStep step)
    {
        FileLinkResult result = step.Kind is FileStepKind.Keep ? FileLinks.Link(from, to) : FileLinks.Move(from, to);
        switch (result)
        {
            case FileLinkResult.Done:
                break;
            case FileLinkResult.Exists:
                throw Changed(to, "it is there already");
            case FileLinkResult.Missing:
                throw Changed(from, "it is gone");
            case FileLinkResult.OtherFileSystem or FileLinkResult.Unsupported:
                FileCopy.Make(from, to, step.Moved);
                FileFault.Reach();
                if (step.Kind is FileStepKind.Move)
                {
                    Remove(from, step);
                }

                break;
            default:
                throw FileTrouble.Unwritable(to, Marshal.GetLastPInvokeErrorMessage());
        }
    }

    private static void Replace(string from, string to, FileStep step)
    {
        Expect(to, step.Replaced!, step);
        FileFault.Reach();
        FileLinkResult result = FileLinks.Swap(from, to);
        if (result is FileLinkResult.OtherFileSystem)
        {
            string beside = FileCopy.TemporaryName(to);
            FileCopy.Make(from, beside, step.Moved);
            FileFault.Reach();
            Replace(beside, to, step);
            FileFault.Reach();
            Remove(from, step);
            return;
        }

        if (result is FileLinkResult.Done)
        {
            FileFault.Reach();
            if (step.Fits(step.Replaced!, FileStat.Find(from)))
            {
                Delete(from);
                return;
            }

            // Somebody wrote it between the look and the swap. Back, and nothing of theirs is lost.
            FileLinks.Swap(from, to);
            throw Changed(to, "it was written just now");
        }

        if (result is not FileLinkResult.Unsupported || FileLinks.MoveOver(from, to) is not FileLinkResult.Done)
        {
            throw FileTrouble.Unwritable(to, Marshal.GetLastPInvokeErrorMessage());
        }
    }

    private static void Expect(string path, FileFacts facts, FileStep step)
    {
        FileFacts? now = FileStat.Find(path);
        if (!step.Fits(facts, now))
        {
            throw Changed(path, now is null ? "it is gone" : "it was written or replaced");
        }
    }

    private static void Remove(string path, FileStep step)
    {
        Expect(path, step.Moved, step);
        Delete(path);
    }

    /// <summary>Takes a name away whose content has another.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.Unwritable(path, e.Message, e);
        }
    }

    private static void MakeDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.Unwritable(directory, e.Message, e);
        }
    }

    /// <summary>The error for a file that is not as a step has it.</summary>
    public static SyncException Changed(string path, string how) => new(
        SyncError.FileChanged, $"{PrintableText.Of(path)} is not as it was when it was looked at: {how}. Nothing was done to it. Look again with Get-SyncConflict, and decide anew.");
}
