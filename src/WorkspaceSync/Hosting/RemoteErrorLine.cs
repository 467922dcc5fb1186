using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>
/// A line that a remote command wrote to its standard error: a record in the error stream, shown as it is. Programs write
/// progress there too, so it is no failure: <c>$ErrorActionPreference = 'Stop'</c> does not end the script, as it does not
/// for native commands.
/// </summary>
public sealed class RemoteErrorLine : ErrorRecord
{
    private RemoteErrorLine(string line, string hostName)
        : base(new RemoteException(line), "NativeCommandErrorMessage", ErrorCategory.FromStdErr, hostName)
    {
    }

    /// <summary>Writes a line as the engine writes those of native commands; an -ErrorAction of the command's own may silence it.</summary>
    internal static void Write(PSCmdlet cmdlet, string line, string hostName)
    {
        RemoteErrorLine record = new(line, hostName);
        bool isSilenced = cmdlet.MyInvocation.BoundParameters.ContainsKey("ErrorAction") && PreferenceOf(cmdlet) is ActionPreference.Ignore or ActionPreference.SilentlyContinue;
        if (!isSilenced && NativeConduct.TryWriteError(cmdlet, record))
        {
            return;
        }

        if (PreferenceOf(cmdlet) is ActionPreference.Stop or ActionPreference.Inquire)
        {
            cmdlet.Host.UI?.WriteErrorLine(line); // a host of some other program may have none
        }
        else
        {
            cmdlet.WriteError(record);
        }
    }

    private static ActionPreference PreferenceOf(PSCmdlet cmdlet) => LanguagePrimitives.TryConvertTo(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given) ? given : cmdlet.SessionState.PSVariable.GetValue("ErrorActionPreference"),
        out ActionPreference preference)
        ? preference
        : ActionPreference.Continue;
}
