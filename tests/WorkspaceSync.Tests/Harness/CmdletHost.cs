using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace WorkspaceSync.Tests;

/// <summary>The real PowerShell engine with our cmdlets in it.</summary>
internal sealed class CmdletHost : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="more">Cmdlets of the tests' own.</param>
    public CmdletHost(params Type[] more)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2(); // CreateDefault wants assemblies that only the SDK has
        state.ThreadOptions = PSThreadOptions.UseNewThread;
        foreach (Type type in (Type[])[.. typeof(WorkspaceCmdlet).Assembly.GetExportedTypes(), typeof(SelectFirstCommand), .. more])
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                string name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
                state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
                foreach (string alias in type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
                {
                    state.Commands.Add(new SessionStateAliasEntry(alias, name));
                }
            }
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>Runs a script with variables set, and collects what it gave.</summary>
    public CmdletResult Run(string script, params (string Name, object? Value)[] variables)
    {
        using PowerShell shell = Create(script, variables);
        try
        {
            return new CmdletResult([.. shell.Invoke()], [.. shell.Streams.Error], [.. shell.Streams.Verbose.Select(line => line.Message)], [.. shell.Streams.Warning.Select(line => line.Message)], null);
        }
        catch (RuntimeException e)
        {
            return new CmdletResult([], [.. shell.Streams.Error], [.. shell.Streams.Verbose.Select(line => line.Message)], [.. shell.Streams.Warning.Select(line => line.Message)], e.ErrorRecord);
        }
    }

    /// <summary>The same, for a test that stops it.</summary>
    public PowerShell Create(string script, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
