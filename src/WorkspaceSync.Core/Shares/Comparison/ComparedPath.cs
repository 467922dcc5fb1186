namespace WorkspaceSync;

/// <summary>A path that at least one side has.</summary>
internal readonly record struct ComparedPath(string Path, FileFinding? Here, FileFinding? There)
{
    /// <summary>Whether both sides were looked at.</summary>
    public bool IsSeen => Here is not { IsUnseen: true } && There is not { IsUnseen: true };

    /// <summary>Whether it is a file on both sides, and neither is known any closer.</summary>
    public bool AreUnseenFiles => Here is { IsUnseen: true } && There is { IsUnseen: true };

    /// <summary>Whether it is a file here, as far as is known.</summary>
    public bool IsFile => Here is { IsUnseen: true } or { Facts.Kind: FileKind.File };

    /// <summary>The same for later, when the directories are closed.</summary>
    public ComparedPath ByPath() => new(Path, Here! with { Directory = null }, There! with { Directory = null });
}
