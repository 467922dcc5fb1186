namespace WorkspaceSync;

/// <summary>What names, kinds, sizes and modes tell of two files without their bytes.</summary>
internal sealed class ComparisonRule(ComparisonOptions options)
{
    private const int PermissionBits = 0x1ff;

    /// <summary>The difference that shows; null when the content has to tell.</summary>
    public SyncDifferenceKind? Decide(ComparedPath pair) => (pair.Here?.Facts, pair.There?.Facts) switch
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

    /// <summary>Whether the content of something that is on both sides has to be read.</summary>
    public bool HasContent(FileFacts facts) => facts.Kind is FileKind.Link || (facts is { Kind: FileKind.File, Size: > 0 } && options.Method is not SyncComparisonMethod.Quick);

    /// <summary>Whether two files have other permissions, when that counts.</summary>
    public bool HaveOtherModes(ComparedPath pair) =>
        options.WithModes && pair.Here!.Facts!.Kind is FileKind.File && ((pair.Here.Facts.Mode ^ pair.There!.Facts!.Mode) & PermissionBits) != 0;

    // The mode of a file whose bytes differ as well is the smaller news: it is told after they were compared.
    private bool IsSettled(FileFacts facts) => facts.Kind is FileKind.Directory || facts.Size == 0 || options.Method is SyncComparisonMethod.Quick;
}
