using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace WorkspaceSync.Tools;

/// <summary>The cmdlets of an assembly, as the engine sees them.</summary>
internal sealed class CmdletCatalogue : IDisposable
{
    private readonly Runspace _runspace;

    public CmdletCatalogue(params Assembly[] assemblies)
        : this(assemblies.SelectMany(assembly => assembly.GetExportedTypes()))
    {
    }

    public CmdletCatalogue(IEnumerable<Type> types)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        List<string> names = [];
        foreach (Type type in types.Where(type => !type.IsAbstract))
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                string name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
                names.Add(name);
                state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
                foreach (string alias in type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
                {
                    state.Commands.Add(new SessionStateAliasEntry(alias, name));
                }
            }
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Cmdlets = [.. names.Order(StringComparer.Ordinal).Select(Find).OfType<CmdletInfo>()];
    }

    public IReadOnlyList<CmdletInfo> Cmdlets { get; }

    /// <summary>One of ours by its name or alias, or another core cmdlet; null when there is none.</summary>
    public CmdletInfo? Find(string name) => _runspace.SessionStateProxy.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Alias) switch
    {
        CmdletInfo cmdlet => cmdlet,
        AliasInfo alias => alias.ResolvedCommand as CmdletInfo,
        _ => null,
    };

    /// <summary>Whether a command is one of ours.</summary>
    public bool Has(CommandInfo? command) => command is not null && Cmdlets.Any(cmdlet => cmdlet.Name == command.Name);

    /// <summary>Does something that asks the engine for the commands of the thread's runspace.</summary>
    public T Inside<T>(Func<T> work)
    {
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = _runspace;
        try
        {
            return work();
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    public void Dispose() => _runspace.Dispose();
}
