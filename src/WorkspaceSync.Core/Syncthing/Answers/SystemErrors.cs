namespace WorkspaceSync;

/// <summary>What <c>system/error</c> keeps until it is cleared. The list is null on 2.x when it is empty.</summary>
internal sealed class SystemErrors
{
    public List<Entry>? Errors { get; init; }

    /// <summary>One notice.</summary>
    internal sealed class Entry
    {
        public DateTimeOffset When { get; init; }

        public string Message { get; init; } = "";
    }
}
