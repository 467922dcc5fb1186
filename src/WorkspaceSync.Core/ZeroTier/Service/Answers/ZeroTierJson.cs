using System.Text.Json.Serialization;

namespace WorkspaceSync;

/// <summary>
/// How the service's answers are read: by System.Text.Json, which is in every .NET, and the one reader that hands out
/// the entries of a long list while it arrives. Its generated code sets what an answer leaves out to null where a property
/// is <c>init</c>, whatever the property begins with: hence the setters.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultBufferSize = 1 << 17, Converters = [typeof(PeerConverter)])]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(PeerAnswer))]
[JsonSerializable(typeof(PeerAnswer[]))]
[JsonSerializable(typeof(NetworkAnswer))]
[JsonSerializable(typeof(NetworkAnswer[]))]
internal sealed partial class ZeroTierJson : JsonSerializerContext;
