using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>One event of a daemon.</summary>
internal sealed class DaemonEvent
{
    /// <summary>Counts within one mask, and begins at 1 again when the daemon restarts.</summary>
    public long Id { get; init; }

    /// <summary>Counts over all that the daemon tells, whoever asks; begins at 1 again as well.</summary>
    public long GlobalId { get; init; }

    public DateTimeOffset Time { get; init; }

    public string Type { get; init; } = "";

    public JObject? Data { get; init; }

    /// <summary>The folder that it is about; FolderPaused and FolderResumed name it differently.</summary>
    public string? Folder => Type is "FolderPaused" or "FolderResumed" ? (string?)Data?["id"] : (string?)Data?["folder"];
}
