using System.Management.Automation;
using System.Text;

namespace WorkspaceSync.Tools;

/// <summary>Writes a page: the prose of the old one, everything else as the cmdlet now is.</summary>
internal static class PageText
{
    /// <summary>Stands where somebody has yet to write something; a page that still has it doesn't build.</summary>
    public const string Missing = "{{ Fill in }}";

    private const string CommonParameters = """
        ### CommonParameters

        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction,
        -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction
        and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    public static string Write(CmdletInfo cmdlet, HelpPage? old)
    {
        StringBuilder page = new($"""
            ---
            external help file: WorkspaceSync.dll-Help.xml
            Module Name: WorkspaceSync
            online version: {old?.FrontMatter.GetValueOrDefault("online version")}
            schema: 2.0.0
            ---

            # {cmdlet.Name}

            """.Replace("version: \n", "version:\n", StringComparison.Ordinal));
        foreach (string title in HelpPage.SectionTitles)
        {
            string body = title switch
            {
                "SYNTAX" => SyntaxText.Of(cmdlet),
                "PARAMETERS" => Parameters(cmdlet, old),
                _ when old?[title] is { } section => section.Raw,
                "EXAMPLES" => string.Join("\n\n", Enumerable.Range(1, PageChecks.LeastExamples).Select(Example)),
                "INPUTS" => Types(InputsOf(cmdlet), "You can't pipe anything to this cmdlet."),
                "OUTPUTS" => Types(cmdlet.OutputType.Select(output => output.Name), "This cmdlet puts out nothing."),
                "RELATED LINKS" => "",
                _ => Missing,
            };
            page.Append(body.Length == 0 ? $"\n## {title}\n" : $"\n## {title}\n\n{body}\n");
        }

        return page.ToString();
    }

    private static string Example(int number) => $"### Example {number}: {Missing}\n\n```powershell\n{Missing}\n```\n\n{Missing}";

    /// <summary>The block of facts about a parameter.</summary>
    private static string Facts(ParameterFacts facts)
    {
        string values = facts.Values.Count == 0 ? "" : $"Accepted values: {string.Join(", ", facts.Values)}\n";
        return $"""
            ```yaml
            Type: {facts.TypeName}
            Parameter Sets: {facts.Sets}
            Aliases: {facts.Aliases}
            {values}
            Required: {facts.IsRequired}
            Position: {facts.Position}
            Default value: {facts.DefaultValue}
            Accept pipeline input: {facts.Pipeline}
            Accept wildcard characters: {facts.TakesWildcards}
            ```
            """.Replace("Aliases: \n", "Aliases:\n", StringComparison.Ordinal);
    }

    private static string Parameters(CmdletInfo cmdlet, HelpPage? old)
    {
        IEnumerable<string> parts = ParameterFacts.Of(cmdlet).GroupBy(facts => facts.Name).Select(group =>
            $"### -{group.Key}\n\n{ProseOf(group.Key, old)}\n\n{string.Join("\n\n", group.Select(Facts))}");
        return string.Join("\n\n", [.. parts, CommonParameters]);
    }

    private static string ProseOf(string parameter, HelpPage? old) => (old?.Parameter(parameter)?.Text, parameter) switch
    {
        ({ } text, _) when text.Split("```yaml")[0].Trim() is { Length: > 0 } prose => prose,
        (_, "Confirm") => "Asks for confirmation before running the cmdlet.",
        (_, "WhatIf") => "Shows what would happen if the cmdlet runs. The cmdlet is not run.",
        _ => Missing,
    };

    private static IEnumerable<string> InputsOf(CmdletInfo cmdlet) => ParameterFacts.Of(cmdlet)
        .Where(facts => facts.Pipeline != "False").Select(facts => facts.Type.FullName!).Distinct();

    private static string Types(IEnumerable<string> names, string none)
    {
        string[] parts = [.. names.Select(name => $"### {name}\n\n{Missing}")];
        return parts.Length == 0 ? $"### None\n\n{none}" : string.Join("\n\n", parts);
    }
}
