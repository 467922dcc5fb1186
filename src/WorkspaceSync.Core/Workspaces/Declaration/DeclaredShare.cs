using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>A share as a configuration file has it; null is "not said".</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Devices">All devices that it is shared with, by name or id.</param>
/// <param name="Profile">The profile whose patterns come after its own.</param>
/// <param name="Ignore">Its own patterns.</param>
/// <param name="Fields">The rest, as Syncthing has it.</param>
internal sealed record DeclaredShare(string Id, string Path, IReadOnlyList<string>? Devices, string? Profile, IReadOnlyList<string>? Ignore, JObject Fields);
