using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>Opens the user's own program for differences: <c>$DIFFPROG</c>, else what <c>git difftool</c> is set to.</summary>
internal static class DiffTool
{
    public static async Task RunAsync(SyncConflict conflict, CancellationToken cancel)
    {
        if (conflict.Site.Files is not LocalFiles files)
        {
            throw new SyncException(SyncError.FilesOutOfReach, $"{conflict.Machine}: its files are on another machine, where no program can be opened from here. Leave out -Tool.");
        }

        if (conflict.Original is null)
        {
            throw new SyncException(SyncError.ConflictUnresolvable, $"{conflict.Machine}: {PrintableText.Of(conflict.Path)} is gone, so there is nothing to compare the copy with.");
        }

        string[] pair = [files.Absolute(conflict.Path), files.Absolute(conflict.ConflictPath)];
        ProcessStartInfo start = Environment.GetEnvironmentVariable("DIFFPROG") is { Length: > 0 } program
            ? new ProcessStartInfo("sh", ["-c", $"{program} \"$@\"", "diff", .. pair]) // as others read it: a program and its options
            : new ProcessStartInfo("git", ["difftool", "--no-prompt", "--no-index", .. pair]);
        try
        {
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SyncException(SyncError.ProgramNotFound, $"'{start.FileName}' was not found. Name your program: $env:DIFFPROG = 'meld'.", e);
        }
    }
}
