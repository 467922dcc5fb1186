using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace WorkspaceSync.Tools;

/// <summary>One runspace of the engine, and what is played in it.</summary>
internal sealed class Session : IDisposable
{
    private const string ScriptCommand = "Invoke-PlayedScript";
    private readonly ShellHost _host = new();
    private readonly Runspace _runspace;
    private PowerShell? _running;

    public Session()
    {
        // CreateDefault wants the Utility and Management assemblies, which come with pwsh only.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    /// <summary>Imports a module, so that scripts need not say where it is.</summary>
    public void Import(string module)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
    }

    /// <summary>Plays a script file; the exit code is the script's own, or 1 when an error ended it.</summary>
    public int Play(string path, IReadOnlyList<string> arguments)
    {
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"There is no script '{path}'.");
            return 2;
        }

        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] faults);
        if (faults.Length > 0)
        {
            _host.UI.WriteErrorLine(new ParseException(faults).Message);
            return 1;
        }

        // Not called by its path: a file's "exit 3" would end the file only, and the code be lost among those of native programs.
        _runspace.SessionStateProxy.InvokeProvider.Item.Set($"function:global:{ScriptCommand}", script.GetScriptBlock());
        Command call = new(ScriptCommand);
        foreach (CommandParameter argument in ScriptArguments.Parse(arguments))
        {
            call.Parameters.Add(argument);
        }

        return Run(call) ? _host.ExitCode ?? 0 : _host.ExitCode ?? 1;
    }

    /// <summary>Reads commands from the terminal until "exit" or its end.</summary>
    public int Converse()
    {
        while (_host.ExitCode is null)
        {
            _host.UI.Write($"PS {_runspace.SessionStateProxy.Path.CurrentLocation}> ");
            if (ReadCommand() is not { } text)
            {
                break;
            }

            Run(new Command(text, isScript: true, useLocalScope: false));
        }

        return _host.ExitCode ?? 0;
    }

    /// <summary>Stops what runs; false when nothing does, and the key press may end the program.</summary>
    public bool Stop()
    {
        PowerShell? running = _running;
        running?.BeginStop(null, null);
        return running is not null;
    }

    public void Dispose() => _runspace.Dispose();

    private string? ReadCommand()
    {
        string? text = Console.ReadLine();
        while (text is not null && IsUnfinished(text))
        {
            _host.UI.Write(">> ");
            text = Console.ReadLine() is { } more ? $"{text}\n{more}" : null;
        }

        return text;
    }

    private static bool IsUnfinished(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] faults);
        return faults.Any(fault => fault.IncompleteInput);
    }

    private bool Run(Command command)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output); // errors in their place, formatted as pwsh does
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        _running = shell;
        try
        {
            shell.Invoke();
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException e)
        {
            Show(e.ErrorRecord);
            return false;
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>Formats the error that ended a script, with its place in it, which writing it once more would lose.</summary>
    private void Show(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        _host.Console.WritesErrors = true;
        shell.AddCommand("Out-Default").AddParameter("InputObject", error).Invoke();
        _host.Console.WritesErrors = false;
    }
}
