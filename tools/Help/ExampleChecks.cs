using System.Management.Automation;
using System.Management.Automation.Language;
using Markdig.Syntax;

namespace WorkspaceSync.Tools;

/// <summary>Holds an example's code against the language and against the real parameters.</summary>
internal static class ExampleChecks
{
    private static readonly string[] s_ourNouns = ["Sync", "RemoteWorkspace", "ZeroTier"];

    /// <summary>The blocks of an example that are PowerShell; the others show what it puts out.</summary>
    public static IEnumerable<FencedCodeBlock> CodeOf(Section example) =>
        example.Blocks.OfType<FencedCodeBlock>().Where(block => block.Info is "powershell" or "ps1");

    /// <summary>What is wrong with a piece of code that begins at that line of the file, counted from 1.</summary>
    public static IEnumerable<Fault> Check(CmdletCatalogue catalogue, string file, int firstLine, string code)
    {
        ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);
        IEnumerable<Fault> syntax = errors.Select(error => At(error.Extent, error.Message));
        IEnumerable<Fault> commands = script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Cast<CommandAst>().SelectMany(command => Check(command).Select(message => At(command.Extent, message)));
        return [.. syntax, .. commands];

        Fault At(IScriptExtent place, string message) => new(file, firstLine + place.StartLineNumber - 1, message);

        IEnumerable<string> Check(CommandAst command)
        {
            string? name = command.GetCommandName();
            CmdletInfo? cmdlet = name is null ? null : catalogue.Find(name);
            return catalogue.Has(cmdlet) ? CheckBinding(catalogue, command, cmdlet!)
                : name is not null && SoundsLikeOurs(name) ? [$"there is no command '{name}'"]
                : [];
        }
    }

    private static bool SoundsLikeOurs(string name) =>
        name.Split('-') is [{ Length: > 0 } verb, string noun] && char.IsUpper(verb[0])
        && s_ourNouns.Any(ours => noun.StartsWith(ours, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> CheckBinding(CmdletCatalogue catalogue, CommandAst command, CmdletInfo cmdlet)
    {
        StaticBindingResult binding = catalogue.Inside(() => StaticParameterBinder.BindCommand(command, resolve: true));
        foreach (StaticBindingError error in binding.BindingExceptions.Values)
        {
            yield return $"{cmdlet.Name}: {error.BindingException.Message}";
        }

        foreach ((string name, ParameterBindingResult bound) in binding.BoundParameters)
        {
            Type? type = bound.Parameter?.ParameterType;
            bool isKnown = bound.ConstantValue is null || type is null || !type.IsEnum
                || LanguagePrimitives.TryConvertTo(bound.ConstantValue, type, out _);
            if (!isKnown)
            {
                yield return $"{cmdlet.Name}: -{name} cannot be '{bound.ConstantValue}'; it is one of {string.Join(", ", Enum.GetNames(type!))}";
            }
        }
    }
}
