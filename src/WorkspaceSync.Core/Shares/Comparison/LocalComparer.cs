using System.Buffers;

namespace WorkspaceSync;

/// <summary>Compares files of two shares on this machine, byte by byte: quicker than two hashes, and it ends at the first difference.</summary>
internal sealed class LocalComparer(LocalFiles here, LocalFiles there) : IContentComparer
{
    private const int Chunk = 256 * 1024;

    // A batch takes no longer than some tens of milliseconds, or the other workers would have nothing to do at the end.
    private const long Large = 4 << 20;

    public int BatchSize => 64;

    public bool SeesFiles => true;

    public Task<IReadOnlyList<ContentVerdict>> CompareAsync(IReadOnlyList<ComparedPath> batch, CancellationToken cancel)
    {
        byte[] left = ArrayPool<byte>.Shared.Rent(Chunk);
        byte[] right = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            ContentVerdict[] verdicts = new ContentVerdict[batch.Count];
            long uncounted = 0;
            for (int i = 0; i < verdicts.Length; i++)
            {
                verdicts[i] = Compare(batch[i], left.AsSpan(0, Chunk), right.AsSpan(0, Chunk), ref uncounted, cancel);
            }

            here.Count.Add(uncounted);
            return Task.FromResult<IReadOnlyList<ContentVerdict>>(verdicts);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(left);
            ArrayPool<byte>.Shared.Return(right);
        }
    }

    private ContentVerdict Compare(ComparedPath pair, Span<byte> left, Span<byte> right, ref long uncounted, CancellationToken cancel)
    {
        FileFacts? one = null, other = null;
        try
        {
            using OpenFile opened = new(here, pair.Path, pair.Here!.Directory);
            using OpenFile against = new(there, pair.Path, pair.There!.Directory);
            (one, other) = (pair.Here.Facts ?? opened.Look(), pair.There.Facts ?? against.Look());
            bool mayBeSame = one is { Kind: FileKind.File } && other is { Kind: FileKind.File } && one.Size == other.Size;
            bool isPutOff = mayBeSame && !pair.IsSeen && one.Size >= Large;
            Counted(mayBeSame ? 0 : one.Size, ref uncounted);
            return new ContentVerdict(mayBeSame && !isPutOff && HaveSameBytes(pair.Path, one.Size, opened, against, left, right, ref uncounted, cancel))
            {
                Seen = pair.IsSeen ? null : new ComparedPath(pair.Path, pair.Here with { Facts = one }, pair.There with { Facts = other }),
                IsPutOff = isPutOff,
            };
        }
        catch (SyncException e)
        {
            return new ContentVerdict(false, e)
            {
                Seen = pair.IsSeen ? null : new ComparedPath(pair.Path, See(here, pair.Here!, one), See(there, pair.There!, other)),
            };
        }
    }

    private bool HaveSameBytes(string path, long size, OpenFile one, OpenFile other, Span<byte> left, Span<byte> right, ref long uncounted, CancellationToken cancel)
    {
        long read = 0;
        here.Count.Begin(path, size);
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                int countLeft = one.Read(left, read, size);
                int countRight = other.Read(right, read, size);
                read += countLeft;
                Counted(countLeft, ref uncounted);
                if (!left[..countLeft].SequenceEqual(right[..countRight]))
                {
                    return false;
                }

                if (countLeft < Chunk)
                {
                    return true;
                }
            }
        }
        finally
        {
            Counted(size - read, ref uncounted); // what need not be read any more
            here.Count.End(path, size);
        }
    }

    // Many small files are counted at once: workers that count in one place wait for each other.
    private void Counted(long bytes, ref long uncounted)
    {
        uncounted += bytes;
        if (uncounted >= Chunk)
        {
            here.Count.Add(uncounted);
            uncounted = 0;
        }
    }

    // What could not be opened is looked at by its name, as it may be gone, or something else.
    private static FileFinding? See(LocalFiles files, FileFinding found, FileFacts? facts)
    {
        try
        {
            return (facts ?? files.Look(found.Path)) is { } seen ? found with { Facts = seen } : null;
        }
        catch (SyncException e)
        {
            return new FileFinding(found.Path, null, e);
        }
    }
}
