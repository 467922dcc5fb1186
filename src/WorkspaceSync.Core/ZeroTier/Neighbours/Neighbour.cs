using System.Net;

namespace WorkspaceSync;

/// <summary>One row of a machine's neighbour table: which network card answers for an address.</summary>
internal sealed record Neighbour(IPAddress Address, string Device, MacAddress Mac);
