using System.Xml;
using System.Xml.Linq;

namespace WorkspaceSync.Tools;

/// <summary>The XML that Get-Help reads.</summary>
internal static class MamlFile
{
    private static readonly XNamespace s_help = "http://msh";

    public static void Write(CmdletCatalogue catalogue, IReadOnlyList<HelpPage> pages, string file)
    {
        XElement root = new(
            s_help + "helpItems",
            new XAttribute("schema", "maml"),
            catalogue.Cmdlets.Select(cmdlet => new MamlCommand(cmdlet, pages.First(page => page.Name == cmdlet.Name)).ToXml()));

        // No indentation: Get-Help shows white space within a paragraph as it is.
        using XmlWriter writer = XmlWriter.Create(file, new XmlWriterSettings { Indent = false, NewLineHandling = NewLineHandling.None });
        new XDocument(root).Save(writer);
    }
}
