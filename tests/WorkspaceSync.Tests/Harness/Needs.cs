using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>Tells what is missing here, so that a test that cannot run is seen to be skipped.</summary>
internal static class Needs
{
    private static readonly Lazy<bool> s_hasUserNamespaces = new(() =>
    {
        using Process? process = OperatingSystem.IsLinux() ? Process.Start("sh", ["-c", "unshare -Ur sh -c 'echo 3 >/proc/sys/user/max_inotify_watches' 2>/dev/null"]) : null;
        process?.WaitForExit();
        return process?.ExitCode == 0;
    });

    /// <summary>Why it cannot run; null when it can.</summary>
    public static string? WhyNot(params Need[] needs) => needs.Select(WhyNot).FirstOrDefault(why => why is not null);

    private static string? WhyNot(Need need) => need switch
    {
        Need.Linux when !OperatingSystem.IsLinux() => "This is of Linux alone.",
        Need.Root when !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess => "Only root on Linux can do this.",
        Need.PullErrors when EveryProgramAttribute.Programs[0].Contains("/2.", StringComparison.Ordinal) => "This Syncthing tells of no files that it cannot write.",
        Need.UserNamespaces when !s_hasUserNamespaces.Value => "There are no user namespaces here.",
        Need.TwoPrograms when EveryProgramAttribute.Programs.Count < 2 => "SYNCTHING names no two programs, an old one and a new one.",
        _ => null,
    };
}
