using System.Xml.Linq;

namespace WorkspaceSync.Tools;

/// <summary>The error ids in about_WorkspaceSync.md, with what the code itself says of each.</summary>
internal static class ErrorList
{
    public static MarkedText Make()
    {
        XDocument described = XDocument.Load(Path.ChangeExtension(typeof(SyncError).Assembly.Location, ".xml"));
        Dictionary<string, string> summaries = described.Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => InOneLine(member.Element("summary")!.Value));
        return new("errors", string.Concat(Enum.GetNames<SyncError>().Order(StringComparer.Ordinal)
            .Select(name => $"- `{name}`: {summaries[$"F:{typeof(SyncError).FullName}.{name}"]}\n")));
    }

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
