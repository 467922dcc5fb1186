using System.Management.Automation.Runspaces;

namespace WorkspaceSync.Tools;

/// <summary>Words of a command line as a script's parameters: -Name value, -Name:value, -Switch, value.</summary>
internal static class ScriptArguments
{
    public static IEnumerable<CommandParameter> Parse(IReadOnlyList<string> words)
    {
        for (int at = 0; at < words.Count; at++)
        {
            string word = words[at];
            if (word is not ['-', >= 'A' and <= 'z', ..])
            {
                yield return new(null, word);
            }
            else if (word.IndexOf(':', StringComparison.Ordinal) is int colon and > 0)
            {
                yield return new(word[1..colon], word[(colon + 1)..]);
            }
            else if (at + 1 < words.Count && !words[at + 1].StartsWith('-'))
            {
                yield return new(word[1..], words[++at]);
            }
            else
            {
                yield return new(word[1..], true); // a switch
            }
        }
    }
}
