namespace WorkspaceSync.Tools;

/// <summary>A page that cannot be read at all.</summary>
internal sealed class FaultException(Fault fault) : Exception(fault.Message)
{
    public Fault Fault { get; } = fault;
}
