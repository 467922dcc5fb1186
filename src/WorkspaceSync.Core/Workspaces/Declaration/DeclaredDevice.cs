using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>A device as a configuration file has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; null when the file has none.</param>
/// <param name="Fields">What the file says of it, as Syncthing has it.</param>
internal sealed record DeclaredDevice(DeviceId Id, string? Name, JObject Fields);
