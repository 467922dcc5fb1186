using System.Collections;

namespace WorkspaceSync;

/// <summary>The variables that ssh would send along: SendEnv and SetEnv.</summary>
internal static class SshEnvironment
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(SshOptions options)
    {
        Dictionary<string, string> sent = [];
        string[] patterns = [.. options.GetAll("sendenv").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (patterns.Any(pattern => HostPattern.IsWildcardMatch(pattern, (string)variable.Key)))
            {
                sent[(string)variable.Key] = (string?)variable.Value ?? "";
            }
        }

        foreach (string setting in options.GetAll("setenv"))
        {
            string[] pair = setting.Split('=', 2);
            sent[pair[0]] = pair.Length > 1 ? pair[1] : "";
        }

        return [.. sent];
    }
}
