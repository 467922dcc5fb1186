using System.Management.Automation;
using System.Reflection;

namespace WorkspaceSync;

/// <summary>
/// What the engine does for native commands and offers to no cmdlet: a line on the error stream that is no failure, and a
/// <c>$?</c> that is the exit code's. It is found by its name; with an engine that has it no more, errors are written as by any
/// cmdlet.
/// </summary>
internal static class NativeConduct
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type? s_runtime = typeof(PSObject).Assembly.GetType("System.Management.Automation.MshCommandRuntime");
    private static readonly PropertyInfo? s_pipeline = s_runtime?.GetProperty("PipelineProcessor", Inside);
    private static readonly PropertyInfo? s_failed = s_pipeline?.PropertyType.GetProperty("ExecutionFailed", Inside);

    // As WriteError, with the preference said instead of asked for.
    private static readonly MethodInfo? s_write = s_runtime?.GetMethod("_WriteErrorSkipAllowCheck", Inside, [typeof(ErrorRecord), typeof(ActionPreference?), typeof(bool)]);

    /// <summary>Writes to the error stream and leaves <c>$?</c> as it is, whatever <c>$ErrorActionPreference</c> says.</summary>
    /// <returns>False when the engine cannot.</returns>
    public static bool TryWriteError(PSCmdlet cmdlet, ErrorRecord record)
    {
        if (s_write is null || s_failed is null || !s_runtime!.IsInstanceOfType(cmdlet.CommandRuntime))
        {
            return false;
        }

        object? pipeline = s_pipeline!.GetValue(cmdlet.CommandRuntime), before = s_failed.GetValue(pipeline);
        s_write.Invoke(cmdlet.CommandRuntime, BindingFlags.DoNotWrapExceptions, null, [record, ActionPreference.Continue, false], null);
        s_failed.SetValue(pipeline, before);
        return true;
    }

    /// <summary>Makes <c>$?</c> false after the command, without an error.</summary>
    public static void SetFailed(PSCmdlet cmdlet)
    {
        if (s_failed is not null && s_runtime!.IsInstanceOfType(cmdlet.CommandRuntime))
        {
            s_failed.SetValue(s_pipeline!.GetValue(cmdlet.CommandRuntime), true);
        }
    }
}
