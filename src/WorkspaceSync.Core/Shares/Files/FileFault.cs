namespace WorkspaceSync;

/// <summary>The places between two file operations, counted from 1 as a process meets them: <c>files-1</c>, <c>files-2</c>, …</summary>
internal static class FileFault
{
    private static int s_reached;

    public static void Reach() => FaultPoint.Reach($"files-{Interlocked.Increment(ref s_reached)}");
}
