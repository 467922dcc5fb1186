using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>
/// Compares what two machines have of a share. Both trees are walked in step; files that may be the same are read by several
/// workers at once; differences come as they are found.
/// </summary>
internal sealed class ShareComparison(ShareSite here, ShareSite there, ComparisonOptions options)
{
    private const int PermissionBits = 0x1ff;

    // Large files are given to the workers one by one, and what differs in them is told while others are read.
    private const long MostBytes = 64 << 20;

    private readonly int _workers = Math.Clamp(Environment.ProcessorCount, 2, 8);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>What has been counted; whole when the differences have ended.</summary>
    public SyncComparison Summary { get; } = new()
    {
        Share = here.Share,
        Node = here.Node!,
        ReferenceNode = there.Node!,
        Method = options.Method,
        Time = DateTimeOffset.Now,
    };

    /// <summary>What has been read, of that side which is on this machine.</summary>
    public WorkCount Count => Counted.Count;

    // Of a host it is known only when a whole batch is done.
    private IShareFiles Counted => here.Files is LocalFiles || there.Files is not LocalFiles ? here.Files : there.Files;

    public async IAsyncEnumerable<SyncDifference> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Channel<SyncDifference> differences = Channel.CreateBounded<SyncDifference>(256);
        Task running = Task.Run(() => CompareAllAsync(differences.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (SyncDifference difference in differences.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                Summary.Differences++;
                yield return difference;
            }

            Summary.Duration = _clock.Elapsed;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private async Task CompareAllAsync(ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        try
        {
            IgnoreSet[] ignores = await Task.WhenAll(SiteIgnores.ReadAsync(here, cancel), SiteIgnores.ReadAsync(there, cancel)).ConfigureAwait(false);
            Summary.IgnoresAreSame = ignores[0].Expanded.SequenceEqual(ignores[1].Expanded);
            IContentComparer comparer = here.Files is LocalFiles left && there.Files is LocalFiles right ? new LocalComparer(left, right) : new HashComparer(here.Files, there.Files, Counted);
            Channel<ComparedBatch> batches = Channel.CreateBounded<ComparedBatch>(_workers * 2);
            Task workers = Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => Task.Run(() => WorkAsync(batches.Reader, comparer, differences, cancel), cancel)));
            Task walking = WalkAsync(ignores, comparer.BatchSize, batches.Writer, differences, cancel);
            await Task.WhenAny(walking, workers).ConfigureAwait(false); // workers end first only by an error
            batches.Writer.TryComplete();
            await workers.ConfigureAwait(false);
            await walking.ConfigureAwait(false);
            differences.Complete();
        }
        catch (Exception e)
        {
            differences.Complete(e);
        }
    }

    private async Task WalkAsync(
        IgnoreSet[] ignores, int batchSize, ChannelWriter<ComparedBatch> batches, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        ComparedBatch batch = new();
        IShareWalk left = here.Files.Walk(ignores[0]);
        IShareWalk right = there.Files.Walk(ignores[1]);
        await foreach (ComparedPath pair in TreeMerge.RunAsync(left.RunAsync(cancel), right.RunAsync(cancel)).ConfigureAwait(false))
        {
            if (DecideByFacts(pair) is { } kind)
            {
                Count.Add(pair.Here?.Facts is { Kind: FileKind.File } file ? file.Size : 0);
                await differences.WriteAsync(Describe(pair, kind), cancel).ConfigureAwait(false);
            }
            else if (pair.Here!.Facts!.Kind is FileKind.Directory || (pair.Here.Facts.Kind is FileKind.File && options.Method is SyncComparisonMethod.Quick))
            {
                CountSame(pair);
            }
            else if (pair.Here.Facts is { Kind: FileKind.File, Size: 0 })
            {
                CountSame(pair); // nothing to read
            }
            else
            {
                batch.Add(pair);
                if (batch.Paths.Count == batchSize || batch.Bytes >= MostBytes)
                {
                    await batches.WriteAsync(batch, cancel).ConfigureAwait(false);
                    batch = new();
                }
            }
        }

        await batches.WriteAsync(batch, cancel).ConfigureAwait(false);
        (Summary.Excluded, Summary.ReferenceExcluded) = (left.LeftOut, right.LeftOut);
    }

    // What names, kinds, sizes and modes tell; null when the content has to.
    private SyncDifferenceKind? DecideByFacts(ComparedPath pair) => (pair.Here?.Facts, pair.There?.Facts) switch
    {
        _ when (pair.Here?.Trouble ?? pair.There?.Trouble) is not null => SyncDifferenceKind.Unreadable,
        (_, null) => SyncDifferenceKind.OnlyHere,
        (null, _) => SyncDifferenceKind.OnlyThere,
        var (left, right) when left.Kind != right.Kind => SyncDifferenceKind.Type,
        var (left, right) when left.Kind is FileKind.File && left.Size != right.Size => SyncDifferenceKind.Content,
        var (left, right) when left.Kind is FileKind.File && options.Method is SyncComparisonMethod.Quick && !left.HasSameContent(right) => SyncDifferenceKind.Content,
        var (left, right) when options.WithModes && left.Kind is not FileKind.Link && ((left.Mode ^ right.Mode) & PermissionBits) != 0 && IsSettled(left) => SyncDifferenceKind.Mode,
        _ => null,
    };

    // The mode of a file whose bytes differ as well is the smaller news: it is told after they were compared.
    private bool IsSettled(FileFacts facts) => facts.Kind is FileKind.Directory || facts.Size == 0 || options.Method is SyncComparisonMethod.Quick;

    private async Task WorkAsync(ChannelReader<ComparedBatch> batches, IContentComparer comparer, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        await foreach (ComparedBatch batch in batches.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            using (batch)
            {
                await JudgeAsync(batch.Paths, comparer, differences, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task JudgeAsync(List<ComparedPath> batch, IContentComparer comparer, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        ComparedPath[] files = [.. batch.Where(pair => pair.Here!.Facts!.Kind is FileKind.File)];
        IReadOnlyList<ContentVerdict> verdicts = files.Length == 0 ? [] : await comparer.CompareAsync(files, cancel).ConfigureAwait(false);
        ContentJudge judge = new(here, there, comparer);
        (int same, long sameBytes) = (0, 0);
        for (int i = 0; i < files.Length; i++)
        {
            if (verdicts[i].IsSame && !HasOtherMode(files[i]))
            {
                (same, sameBytes) = (same + 1, sameBytes + files[i].Here!.Facts!.Size); // nearly all of them, and so without a detour
                continue;
            }

            await TellAsync(files[i], await judge.JudgeAsync(files[i], verdicts[i], cancel).ConfigureAwait(false), differences, cancel).ConfigureAwait(false);
        }

        Summary.AddSame(same, sameBytes, 0);
        foreach (ComparedPath link in batch.Where(pair => pair.Here!.Facts!.Kind is not FileKind.File))
        {
            await TellAsync(link, await judge.JudgeLinkAsync(link, cancel).ConfigureAwait(false), differences, cancel).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(ComparedPath pair, (SyncDifferenceKind? Kind, string? Note) verdict, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        if ((verdict.Kind ?? (HasOtherMode(pair) ? SyncDifferenceKind.Mode : null)) is { } kind)
        {
            await differences.WriteAsync(Describe(pair, kind, verdict.Note), cancel).ConfigureAwait(false);
        }
        else
        {
            CountSame(pair);
        }
    }

    private bool HasOtherMode(ComparedPath pair) =>
        options.WithModes && pair.Here!.Facts!.Kind is FileKind.File && ((pair.Here.Facts.Mode ^ pair.There!.Facts!.Mode) & PermissionBits) != 0;

    private void CountSame(ComparedPath pair)
    {
        bool isFile = pair.Here!.Facts!.Kind is FileKind.File;
        Summary.AddSame(isFile ? 1 : 0, isFile ? pair.Here.Facts.Size : 0, isFile ? 0 : 1);
    }

    private SyncDifference Describe(ComparedPath pair, SyncDifferenceKind kind, string? note = null) => new()
    {
        Share = here.Share,
        Path = pair.Path,
        Kind = kind,
        Size = pair.Here?.Facts?.Size,
        ReferenceSize = pair.There?.Facts?.Size,
        ModifiedTime = pair.Here?.Facts?.Modified.ToLocalTime(),
        ReferenceModifiedTime = pair.There?.Facts?.Modified.ToLocalTime(),
        Note = note ?? (pair.Here?.Trouble ?? pair.There?.Trouble)?.Message,
        Node = here.Node!,
        ReferenceNode = there.Node!,
    };
}
