using System.ComponentModel;
using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>The system's own <c>ssh</c>, always with the configuration file that this session uses.</summary>
internal static class SshProgram
{
    /// <summary>Names the file for <c>ssh -F</c>, instead of the user's own: a sandbox sets it for its session.</summary>
    public const string ConfigVariable = "WORKSPACESYNC_SSH_CONFIG";

    /// <summary>The file in that variable; null leaves ssh to its own.</summary>
    public static string? ConfigFile => Environment.GetEnvironmentVariable(ConfigVariable) is { Length: > 0 } file ? file : null;

    /// <summary>What starts <c>ssh</c> with these arguments after our own.</summary>
    public static ProcessStartInfo CreateStart(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("ssh") { UseShellExecute = false };
        if (ConfigFile is { } file)
        {
            start.ArgumentList.Add("-F");
            start.ArgumentList.Add(file);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Starts it, or says that it is not installed.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SyncException(SyncError.ProgramNotFound, $"'{start.FileName}' could not be started: {e.Message}. Install the OpenSSH client, and see that it is on PATH.", e);
        }
    }
}
