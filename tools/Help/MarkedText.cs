namespace WorkspaceSync.Tools;

/// <summary>A part of a Markdown file that is made, between two markers: what people write is around it.</summary>
/// <param name="name">What the markers say.</param>
/// <param name="text">What belongs between them.</param>
internal sealed class MarkedText(string name, string text)
{
    private readonly string _begin = $"<!-- {name} -->";
    private readonly string _end = $"<!-- /{name} -->";

    /// <summary>Writes it between its markers.</summary>
    public IReadOnlyList<Fault> Write(string file)
    {
        Fault[] faults = Compare(file, out string current, out string wanted);
        if (faults.Length == 0 && current != wanted)
        {
            File.WriteAllText(file, wanted);
        }

        return faults;
    }

    /// <summary>Says whether this is what stands between the markers.</summary>
    public IReadOnlyList<Fault> Check(string file)
    {
        Fault[] faults = Compare(file, out string current, out string wanted);
        return faults.Length > 0 || current == wanted ? faults
            : [new(file, LineOf(current, _begin), $"what is between the markers '{name}' is out of date: run './build.sh docs'")];
    }

    private static int LineOf(string whole, string marker) =>
        whole[..whole.IndexOf(marker, StringComparison.Ordinal)].Count(character => character == '\n') + 1;

    private Fault[] Compare(string file, out string current, out string wanted)
    {
        current = wanted = File.Exists(file) ? File.ReadAllText(file) : "";
        int begin = current.IndexOf(_begin, StringComparison.Ordinal);
        int end = current.IndexOf(_end, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            return [new(file, 1, $"{name} go between {_begin} and {_end}, which are not there")];
        }

        wanted = $"{current[..(begin + _begin.Length)]}\n{text}{current[end..]}";
        return [];
    }
}
