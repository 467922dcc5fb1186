using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;
using Markdig.Syntax;

namespace WorkspaceSync.Tools;

/// <summary>One cmdlet's element: the facts from the cmdlet, the prose from its page.</summary>
internal sealed class MamlCommand(CmdletInfo cmdlet, HelpPage page)
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private const string ZeroWidthSpace = "\u200b";

    private readonly IReadOnlyList<ParameterFacts> _parameters = ParameterFacts.Of(cmdlet);

    public XElement ToXml() => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            new XElement(s_maml + "description", new XElement(s_maml + "para", page.Synopsis))),
        new XElement(s_maml + "description", Paragraphs(page["DESCRIPTION"]!.AllBlocks)),
        new XElement(s_command + "syntax", cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).Select(SyntaxItem)),
        new XElement(s_command + "parameters", ParameterFacts.Described(cmdlet).Select(Parameter)),
        new XElement(s_command + "inputTypes", page["INPUTS"]!.Parts.Select(part => Type("inputType", part))),
        new XElement(s_command + "returnValues", page["OUTPUTS"]!.Parts.Select(part => Type("returnValue", part))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(page["NOTES"]!.AllBlocks))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", Links()));

    private XElement SyntaxItem(CommandParameterSetInfo set) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", cmdlet.Name),
        set.Parameters
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
            .ThenByDescending(parameter => parameter.IsMandatory)
            .ThenBy(parameter => Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
            .Select(parameter => Parameter(FactsIn(set, parameter.Name))));

    private ParameterFacts FactsIn(CommandParameterSetInfo set, string name) =>
        _parameters.First(facts => facts.Name == name && (facts.Sets == "(All)" || facts.Sets.Split(", ").Contains(set.Name)));

    /// <summary>A parameter for itself: required only where it is so in every set, and with the widest pipeline input.</summary>
    private XElement Parameter(ParameterMetadata parameter)
    {
        ParameterFacts[] all = [.. _parameters.Where(facts => facts.Name == parameter.Name)];
        return Parameter(all[0] with
        {
            IsRequired = all.All(facts => facts.IsRequired),
            Position = all.Select(facts => facts.Position).FirstOrDefault(position => position != "Named") ?? "Named",
            Pipeline = all.Select(facts => facts.Pipeline).MaxBy(pipeline => pipeline.Length)!,
            DefaultValue = all.Select(facts => facts.DefaultValue).FirstOrDefault(value => value != "None") ?? "None",
        });
    }

    private XElement Parameter(ParameterFacts facts) => new(
        s_command + "parameter",
        new XAttribute("required", Word(facts.IsRequired)),
        new XAttribute("variableLength", Word(facts.Type.IsArray)),
        new XAttribute("globbing", Word(facts.TakesWildcards)),
        new XAttribute("pipelineInput", facts.Pipeline),
        new XAttribute("position", facts.Position.ToLowerInvariant()),
        new XAttribute("aliases", facts.Aliases.Length == 0 ? "none" : facts.Aliases),
        new XElement(s_maml + "name", facts.Name),
        new XElement(s_maml + "description", Paragraphs(page.Parameter(facts.Name)!.Blocks.Where(block => !IsFacts(block)))),
        facts.Values.Count == 0 ? null : new XElement(s_command + "parameterValueGroup", facts.Values.Select(value => Value(value, isRequired: false))),
        facts.IsSwitch ? null : Value(facts.TypeName, isRequired: true),
        new XElement(s_dev + "type", new XElement(s_maml + "name", facts.TypeName), new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", facts.DefaultValue));

    private static XElement Value(string value, bool isRequired) => new(
        s_command + "parameterValue",
        new XAttribute("required", Word(isRequired)),
        new XAttribute("variableLength", "false"),
        value);

    private static XElement Type(string element, Section part) => new(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", part.Title)),
        new XElement(s_maml + "description", Paragraphs(part.AllBlocks)));

    private static XElement Example(Section example)
    {
        Block code = ExampleChecks.CodeOf(example).First();
        return new(
            s_command + "example",
            new XElement(s_maml + "title", $"----- {example.Title} -----"),
            new XElement(s_dev + "code", Prose.Code((LeafBlock)code)),

            // All prose after the code, as Get-Help would run an introduction into it; and a blank line before the next example.
            new XElement(s_dev + "remarks", Paragraphs(example.Blocks.Where(block => block != code)), new XElement(s_maml + "para")));
    }

    private IEnumerable<XElement> Links()
    {
        IEnumerable<MarkdownLink> links = MarkdownLink.Of(page["RELATED LINKS"]);
        return (page.FrontMatter.GetValueOrDefault("online version") is { Length: > 0 } online ? links.Prepend(new("Online Version:", online)) : links)
            .Select(link => new XElement(
                s_maml + "navigationLink",
                new XElement(s_maml + "linkText", link.Text),
                new XElement(s_maml + "uri", link.IsPage ? "" : link.Address)));
    }

    private static bool IsFacts(Block block) => block is FencedCodeBlock { Info: "yaml" };

    private static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks) => Prose.Read(blocks)
        .Select(paragraph => new XElement(s_maml + "para", paragraph.IsCode ? Shown(paragraph.Text) : paragraph.Indent + paragraph.Text));

    /// <summary>Get-Help trims a paragraph, and with it the first column of a table; it doesn't take this space for one.</summary>
    private static string Shown(string code) => code.StartsWith(' ') ? ZeroWidthSpace + code : code;

    private static string Word(bool value) => value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant();
}
