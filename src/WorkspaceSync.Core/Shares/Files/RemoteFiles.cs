using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace WorkspaceSync;

/// <summary>A share's files on a machine behind SSH: walked, hashed and moved over there, so that only names and hashes travel.</summary>
internal sealed class RemoteFiles(IRemoteShell shell, string root, string home) : IShareFiles
{
    public string Root { get; } = root.Length > 1 ? root.TrimEnd('/') : root;

    public string RecoveryFolder { get; } = $"{home.TrimEnd('/')}/.local/state/WorkspaceSync/recovery";

    public IRemoteShell Shell => shell;

    /// <summary>The path as programs over there take it.</summary>
    public string Absolute(string path) => path.Length == 0 ? Root : path.StartsWith('/') ? path : $"{(Root == "/" ? "" : Root)}/{path}";

    public async IAsyncEnumerable<FileFinding> FindConflictsAsync(string below, [EnumeratorCancellation] CancellationToken cancel)
    {
        FileFacts? start = await LookAsync(below, cancel).ConfigureAwait(false);
        bool isDirectory = start is { Kind: FileKind.Directory };
        string name = below[(below.LastIndexOf('/') + 1)..];
        bool isCopy = ConflictName.Parse(name) is not null;
        string directory = isDirectory ? below : below[..Math.Max(below.LastIndexOf('/'), 0)];
        RemoteScript script = new(RemoteFileScripts.FindConflicts, Root, directory.Length == 0 ? "." : $"./{directory}", isDirectory ? "" : "1");
        await foreach (FileFinding finding in RunAsync(script, cancel).ConfigureAwait(false))
        {
            ConflictName? found = ConflictName.Parse(finding.Path[(finding.Path.LastIndexOf('/') + 1)..]);
            if (finding.Trouble is not null || (found is not null && (isDirectory || (isCopy ? finding.Path == below : found.OriginalName == name))))
            {
                yield return finding;
            }
        }
    }

    /// <summary>How many conflict copies there are, by a shell that is there already: what rc files cost is paid for once.</summary>
    /// <exception cref="SyncException">RootVanished, when the root is gone.</exception>
    public async Task<int> CountConflictsAsync(CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(RemoteFileScripts.FindConflicts, Root, ".", ""), cancel).ConfigureAwait(false);
        if (answer.ExitCode == 3)
        {
            throw ConflictWalk.RootMissing($"{shell.HostName}:{Root}");
        }

        int count = 0;
        using MemoryStream records = new(answer.Output, writable: false);
        await foreach (FileFinding finding in RemoteRecords.ReadAsync(records, cancel).ConfigureAwait(false))
        {
            count += finding.Trouble is not null || ConflictName.Parse(finding.Path[(finding.Path.LastIndexOf('/') + 1)..]) is null ? 0 : 1;
        }

        return count;
    }

    public WorkCount Count { get; } = new();

    public IShareWalk Walk(IgnoreSet ignores, bool seesFiles = true) => new RemoteWalk(this, ignores);

    public async Task<IReadOnlyList<string?>> HashAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        byte[] names = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => $"./{path}\0")));
        RemoteResult answer = await shell.RunAsync(new RemoteScript(RemoteFileScripts.Hash, Root) { Input = names }, cancel).ConfigureAwait(false);
        if (answer.ExitCode == 5)
        {
            throw new SyncException(SyncError.ProgramNotFound, $"{shell.HostName}: neither sha256sum nor shasum is there, so nothing can be hashed. Install one of them, or compare with -Quick.");
        }

        if (answer.ExitCode != 0)
        {
            throw ConflictWalk.RootMissing($"{shell.HostName}:{Root}");
        }

        Dictionary<string, string> hashes = [];
        foreach (string line in answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            (string path, string hash) = HashLine.Parse(line);
            hashes[path] = hash;
        }

        return [.. paths.Select(path => hashes.GetValueOrDefault($"./{path}"))];
    }

    public async Task<string?> ReadLinkAsync(string path, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript("""[ -h "$1" ] && readlink "$1" """, Absolute(path)), cancel).ConfigureAwait(false);
        return answer.ExitCode == 0 ? answer.Text[..^1] : null;
    }

    public async Task<FileFacts?> LookAsync(string path, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(RemoteFileScripts.Look, Absolute(path)), cancel).ConfigureAwait(false);
        return answer.ExitCode == 0 && answer.Output.Length > 0 ? RemoteRecords.Parse(answer.Output.AsSpan(0, answer.Output.Length - 1))?.Facts
            : answer.ExitCode == 4 ? null
            : throw FileTrouble.Unreadable($"{shell.HostName}:{Absolute(path)}", answer.Errors.Trim());
    }

    public async Task<ConflictContent> DescribeAsync(string livePath, FileFacts? live, string copyPath, FileFacts copy, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(RemoteFileScripts.Describe, Absolute(livePath), Absolute(copyPath)), cancel).ConfigureAwait(false);
        return new RemoteConflictContent(answer.Text, live, copyPath, copy);
    }

    public async Task<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript("""cat "$1" """, Absolute(path)), cancel).ConfigureAwait(false);
        return answer.ExitCode == 0 ? new MemoryStream(answer.Output, writable: false) : throw FileTrouble.Unreadable($"{shell.HostName}:{Absolute(path)}", answer.Errors.Trim());
    }

    public async Task DoAsync(FileStep step, CancellationToken cancel)
    {
        // Its time is looked at from here, its inode and size over there in the very moment of the change.
        FileFacts from = await ExpectAsync(step.From, step.Moved, step, cancel).ConfigureAwait(false);
        FileFacts? to = step.Kind is FileStepKind.Replace ? await ExpectAsync(step.To, step.Replaced!, step, cancel).ConfigureAwait(false) : null;
        string script = step.Kind switch
        {
            FileStepKind.Keep => RemoteFileScripts.Keep,
            FileStepKind.Move => RemoteFileScripts.Move,
            _ => RemoteFileScripts.Replace,
        };
        RemoteResult answer = await shell.RunAsync(
            new RemoteScript(script, Absolute(step.From), Absolute(step.To), Text(from.Inode), Text(from.Size), Guid.NewGuid().ToString("N"), Text(to?.Inode ?? 0), Text(to?.Size ?? 0)),
            cancel).ConfigureAwait(false);
        switch (answer.ExitCode)
        {
            case 0:
                return;
            case 6:
                throw FileMover.Changed($"{shell.HostName}:{Absolute(step.To)}", "it is there already");
            case 7:
                throw FileMover.Changed($"{shell.HostName}:{Absolute(step.From)}", "it or the file that gives way was written just now");
            default:
                throw Unwritable(step.To, answer);
        }
    }

    public async Task WriteAsync(string path, byte[] content, int mode, CancellationToken cancel)
    {
        RemoteScript script = new("""umask 077; set -C; cat >"$1" && chmod "$2" "$1" && { sync "$1" 2>/dev/null || sync; }""", Absolute(path), Convert.ToString(mode, 8)) { Input = content };
        RemoteResult answer = await shell.RunAsync(script, cancel).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            throw Unwritable(path, answer);
        }
    }

    public async Task DropAsync(string path, string? other, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(RemoteFileScripts.Drop, Absolute(path), other is null ? "" : Absolute(other)), cancel).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            throw Unwritable(path, answer);
        }
    }

    /// <summary>Runs a script whose output are records; what it complains about comes as trouble at the end.</summary>
    public async IAsyncEnumerable<FileFinding> RunAsync(RemoteScript script, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using IRemoteProcess process = await shell.StartAsync(script, cancel).ConfigureAwait(false);
        process.Input.Close();
        Task<string> complaints = new StreamReader(process.Errors, Encoding.UTF8).ReadToEndAsync(cancel);
        await foreach (FileFinding finding in RemoteRecords.ReadAsync(process.Output, cancel).ConfigureAwait(false))
        {
            yield return finding;
        }

        int exit = await process.WaitAsync(cancel).ConfigureAwait(false);
        string[] lines = (await complaints.ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (exit == 3)
        {
            throw ConflictWalk.RootMissing($"{shell.HostName}:{Root}");
        }

        foreach (string line in lines)
        {
            yield return new FileFinding(line, null, FileTrouble.Unreadable($"{shell.HostName}:{Root}", line));
        }
    }

    private async Task<FileFacts> ExpectAsync(string path, FileFacts expected, FileStep step, CancellationToken cancel)
    {
        FileFacts? now = await LookAsync(path, cancel).ConfigureAwait(false);
        return step.Fits(expected, now) ? now! : throw FileMover.Changed($"{shell.HostName}:{Absolute(path)}", now is null ? "it is gone" : "it was written or replaced");
    }

    private SyncException Unwritable(string path, RemoteResult answer) => FileTrouble.Unwritable(
        $"{shell.HostName}:{Absolute(path)}", answer.Errors.Trim() is { Length: > 0 } why ? why : $"sh ended with {answer.ExitCode} over there and said nothing");

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
