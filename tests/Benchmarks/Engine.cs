using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WorkspaceSync.Tests;

/// <summary>The real PowerShell engine with the module's cmdlets in it, in this process, so that the start of a process isn't measured.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2(); // CreateDefault wants assemblies that only the SDK has
        state.ImportPSModule([typeof(WorkspaceCmdlet).Assembly.Location]);
        state.ThreadOptions = PSThreadOptions.ReuseThread; // as a terminal's session does
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run("$ErrorActionPreference = 'Stop'");
    }

    /// <summary>Runs a script in the session; an error ends it.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        return [.. shell.AddScript(script, useLocalScope: false).Invoke()];
    }

    /// <summary>The time of one command line, in milliseconds, from entering it to having what it gave.</summary>
    /// <param name="isRight">What has to be true of the output: a quick wrong answer is worth nothing.</param>
    public double Time(string script, Func<IReadOnlyList<PSObject>, bool> isRight)
    {
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<PSObject> output = Run(script);
        double elapsed = watch.Elapsed.TotalMilliseconds;
        return isRight(output) ? elapsed : throw new InvalidOperationException($"'{script}' gave {output.Count} objects, not what it should: {string.Join(", ", output.Take(5))}");
    }

    /// <summary>Does something while a script runs that would go on for ever, and stops it then as Ctrl+C does.</summary>
    public async Task<T> DuringAsync<T>(string script, Func<Task<T>> work)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script, useLocalScope: false).BeginInvoke();
        T result = await work();
        return shell.InvocationStateInfo.State == PSInvocationState.Running ? result : throw new InvalidOperationException($"'{script}' has ended: {shell.InvocationStateInfo.Reason}");
    }

    /// <summary>Ends the sandboxes that were started in it.</summary>
    public void Dispose()
    {
        Run("Stop-SyncSandbox");
        _runspace.Dispose();
    }
}
