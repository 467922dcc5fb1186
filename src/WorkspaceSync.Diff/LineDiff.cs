using DiffPlex;
using DiffPlex.Chunkers;

namespace WorkspaceSync;

/// <summary>Lines compared by DiffPlex. A line's end belongs to it: CRLF on one side is a difference.</summary>
internal sealed class LineDiff : ITextDiff
{
    public IReadOnlyList<string> Split(string text) => LineEndingsPreservingChunker.Instance.Chunk(text);

    public IReadOnlyList<DiffBlock> Compare(string before, string after) =>
    [
        .. Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance).DiffBlocks
            .Select(block => new DiffBlock(block.DeleteStartA, block.DeleteCountA, block.InsertStartB, block.InsertCountB)),
    ];

    public string? Merge(string common, string one, string other) =>
        ThreeWayDiffer.Instance.CreateMerge(common, one, other, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance) is { IsSuccessful: true } merged
            ? string.Concat(merged.MergedPieces)
            : null;
}
