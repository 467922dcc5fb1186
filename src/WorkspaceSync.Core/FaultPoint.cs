using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// A named place where a test may have the process killed, to prove that what was begun is gone on with. Costs one look at a
/// variable that nobody else sets.
/// </summary>
internal static class FaultPoint
{
    /// <summary>Names the place: <c>WORKSPACESYNC_FAULT_AT</c>.</summary>
    public const string Variable = "WORKSPACESYNC_FAULT_AT";

    /// <summary>Ends the process as SIGKILL would, when this is the place.</summary>
    public static void Reach(string place)
    {
        if (Environment.GetEnvironmentVariable(Variable) == place)
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
