using System.Runtime.InteropServices;

namespace WorkspaceSync.Tests;

/// <summary>Has files looked at as another, ordinary user: on Linux each thread may be another user to the file system.</summary>
internal static class OtherUser
{
    private const uint Nobody = 65534;

    /// <summary>Runs work that touches files, all on one thread, as nobody; as oneself where one is an ordinary user already.</summary>
    public static T Do<T>(Func<T> work)
    {
        T result = default!;
        Exception? error = null;
        Thread thread = new(() =>
        {
            try
            {
                if (Environment.IsPrivilegedProcess && OperatingSystem.IsLinux())
                {
                    _ = SetFileSystemUser(Nobody); // gives the user before; root's rights go with it; the thread ends with the work
                }

                result = work();
            }
            catch (Exception e)
            {
                error = e;
            }
        });
        thread.Start();
        thread.Join();
        return error is null ? result : throw error;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(uint user);
}
