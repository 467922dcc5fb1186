using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What has to be done on a node so that a share is as it was asked to be. Made by looking; changes nothing.</summary>
/// <param name="Node">Where.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Current">The configuration as it is, or null for a new share.</param>
/// <param name="Change">The fields to send; for a new share the whole object.</param>
/// <param name="IgnoreLines">The ignore patterns that there will be; null leaves them alone.</param>
/// <param name="CreatesDirectory">Whether the directory is missing and is made here.</param>
internal sealed record SharePlan(
    SyncNode Node,
    ShareRequest Request,
    JObject? Current,
    JObject Change,
    IReadOnlyList<string>? IgnoreLines,
    bool CreatesDirectory)
{
    /// <summary>Whether everything is already as asked.</summary>
    public bool IsDone => Current is not null && Change.Count == 0 && IgnoreLines is null;

    /// <summary>What would be done, for a question or -WhatIf.</summary>
    public string Describe() => Current is null
        ? $"Share {Request.Path} as '{Request.Id}'{(Request.DeviceIds.Count == 0 ? "" : $" with {Request.DeviceIds.Count} device(s)")}{(IgnoreLines is { Count: > 0 } ? $", leaving out {IgnoreLines.Count} pattern(s)" : "")}{(CreatesDirectory ? ", creating the directory" : "")}"
        : $"Complete share '{Request.Id}' ({string.Join(", ", Change.Properties().Select(field => field.Name).Concat(IgnoreLines is null ? [] : ["ignore patterns"]))})";
}
