namespace WorkspaceSync;

/// <summary>A path that at least one side has.</summary>
internal readonly record struct ComparedPath(string Path, FileFinding? Here, FileFinding? There);
