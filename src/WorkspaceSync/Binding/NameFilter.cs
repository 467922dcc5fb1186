using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Which names are wanted: wildcards that may match nothing, and exact names that have to be there.</summary>
internal sealed class NameFilter
{
    private readonly List<WildcardPattern> _patterns = [];
    private readonly List<string> _missing = [];

    /// <param name="names">None is all.</param>
    public NameFilter(string[] names)
    {
        foreach (string name in names)
        {
            _patterns.Add(WildcardPattern.Get(name, WildcardOptions.IgnoreCase));
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                _missing.Add(name);
            }
        }
    }

    /// <summary>The exact names that nothing has matched so far.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Whether something that goes by one of these names is wanted.</summary>
    public bool IsMatch(IEnumerable<string> candidates)
    {
        bool isMatch = _patterns.Count == 0;
        foreach (string candidate in candidates)
        {
            isMatch |= _patterns.Any(pattern => pattern.IsMatch(candidate));
            _missing.RemoveAll(name => string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase));
        }

        return isMatch;
    }
}
