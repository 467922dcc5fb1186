namespace WorkspaceSync;

/// <summary>A path that at least one side has.</summary>
internal readonly record struct ComparedPath(string Path, FileFinding? Here, FileFinding? There)
{
    /// <summary>Keeps the directories open that it lies in, as far as they are, until it is released.</summary>
    public void Hold()
    {
        Here?.Directory?.Hold();
        There?.Directory?.Hold();
    }

    /// <summary>Lets them go.</summary>
    public void Release()
    {
        Here?.Directory?.Dispose();
        There?.Directory?.Dispose();
    }
}
