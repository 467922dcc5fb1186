using System.Management.Automation;

namespace WorkspaceSync.Tools;

/// <summary>The SYNTAX section: one block for each parameter set, as the engine words it.</summary>
internal static class SyntaxText
{
    private const int Width = 100;

    public static string Of(CmdletInfo cmdlet) => string.Join("\n\n", cmdlet.ParameterSets
        .OrderByDescending(set => set.IsDefault)
        .Select(set => $"{Heading(cmdlet, set)}```\n{string.Join('\n', Wrap($"{cmdlet.Name} {set}"))}\n```"));

    private static string Heading(CmdletInfo cmdlet, CommandParameterSetInfo set) =>
        cmdlet.ParameterSets.Count == 1 ? "" : $"### {set.Name}{(set.IsDefault ? " (Default)" : "")}\n\n";

    private static IEnumerable<string> Wrap(string line)
    {
        string current = "";
        foreach (string word in line.Replace(" [", "\n[", StringComparison.Ordinal).Replace(" -", "\n-", StringComparison.Ordinal).Split('\n'))
        {
            if (current.Length > 0 && current.Length + 1 + word.Length > Width)
            {
                yield return current;
                current = " " + word;
            }
            else
            {
                current = current.Length == 0 ? word : $"{current} {word}";
            }
        }

        yield return current;
    }
}
