namespace WorkspaceSync;

/// <summary>What a share may be called. Syncthing takes any text; these would only be in the way of commands and files.</summary>
internal static class ShareId
{
    private const int Longest = 64;

    /// <summary>The id itself; ShareIdInvalid says what is wrong with it.</summary>
    public static string Check(string id)
    {
        string? problem = id switch
        {
            "" => "it is empty",
            { Length: > Longest } => $"it is longer than {Longest} characters",
            _ when id.Trim() != id => "it begins or ends with a blank",
            _ when id.Any(char.IsControl) => "it has control characters",
            _ when id.IndexOfAny(['*', '?', '[', ']', '/', '\\', '\'', '"', '`', '$', '&']) >= 0 => "it has one of * ? [ ] / \\ ' \" ` $ &",
            _ => null,
        };
        return problem is null
            ? id
            : throw new SyncException(SyncError.ShareIdInvalid, $"'{PrintableText.Of(id)}' cannot be a share's id: {problem}. Give another one with -Id, such as my-workspace.");
    }
}
