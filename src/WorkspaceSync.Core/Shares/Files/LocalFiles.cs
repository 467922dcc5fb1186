using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace WorkspaceSync;

/// <summary>A share's files when they are on this machine.</summary>
internal sealed class LocalFiles(string root) : IShareFiles
{
    private const int HashedAtOnce = 128 * 1024;

    public string Root { get; } = root.Length > 1 ? root.TrimEnd('/') : root;

    public string RecoveryFolder => Path.Join(StateFolder.Path, "recovery");

    public WorkCount Count { get; } = new();

    /// <summary>The path as this machine's programs take it.</summary>
    public string Absolute(string path) => path.Length == 0 ? Root : path.StartsWith('/') ? path : $"{(Root == "/" ? "" : Root)}/{path}";

    public async IAsyncEnumerable<FileFinding> FindConflictsAsync(string below, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (FileFinding finding in new ConflictWalk(this).Run(below, cancel))
        {
            yield return finding;
        }
    }

    public IShareWalk Walk(IgnoreSet ignores, bool seesFiles = true) => new TreeItems(this, ignores, seesFiles);

    public Task<IReadOnlyList<string?>> HashAsync(IReadOnlyList<string> paths, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string?>>([.. paths.Select(path => TryHash(path, cancel))]);

    public Task<string?> ReadLinkAsync(string path, CancellationToken cancel) => Task.FromResult(new FileInfo(Absolute(path)).LinkTarget);

    public Task<ConflictContent> DescribeAsync(string livePath, FileFacts? live, string copyPath, FileFacts copy, CancellationToken cancel) =>
        Task.FromResult<ConflictContent>(new LocalConflictContent(this, livePath, live, copyPath, copy));

    public Task DoAsync(FileStep step, CancellationToken cancel)
    {
        new FileMover(this).Do(step);
        return Task.CompletedTask;
    }

    public async Task WriteAsync(string path, byte[] content, int mode, CancellationToken cancel)
    {
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await using FileStream stream = new(Absolute(path), options);
            await stream.WriteAsync(content, cancel).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
            File.SetUnixFileMode(Absolute(path), (UnixFileMode)mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.Unwritable(Absolute(path), e.Message, e);
        }
    }

    public Task DropAsync(string path, string? other, CancellationToken cancel)
    {
        if (other is null || (Look(path) is { } facts && Look(other) is { } otherFacts && (facts.Inode == otherFacts.Inode || HaveSameBytes(path, other))))
        {
            FileMover.Delete(Absolute(path));
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether two files have the same bytes.</summary>
    public bool HaveSameBytes(string one, string other)
    {
        using FileStream left = Open(one);
        using FileStream right = Open(other);
        return left.Length == right.Length && ByteComparison.FirstDifference(left, right) is null;
    }

    public FileFacts? Look(string path) => FileStat.Find(Absolute(path));

    public Task<FileFacts?> LookAsync(string path, CancellationToken cancel) => Task.FromResult(Look(path));

    public Task<Stream> OpenAsync(string path, CancellationToken cancel) => Task.FromResult<Stream>(Open(path));

    private string? TryHash(string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(HashedAtOnce);
        long size = 0;
        try
        {
            Count.Begin(path, size = Look(path)?.Size ?? 0);
            using OpenFile file = new(this, path);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

            // Chunk by chunk, so that Ctrl+C does not wait for a file of many gigabytes.
            int count = buffer.Length;
            for (long at = 0; count == buffer.Length; at += count)
            {
                cancel.ThrowIfCancellationRequested();
                count = file.Read(buffer, at, size);
                hash.AppendData(buffer, 0, count);
                Count.Add(count);
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
        catch (SyncException)
        {
            return null;
        }
        finally
        {
            Count.End(path, size);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Opens a file's bytes, to be read from start to end.</summary>
    public FileStream Open(string path)
    {
        try
        {
            // Whoever writes or replaces it goes on doing so.
            return new FileStream(Absolute(path), new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception e) when (FileTrouble.Describe(Absolute(path), e) is { } trouble)
        {
            throw trouble;
        }
    }
}
