using System.Net.Sockets;
using System.Reflection;

namespace WorkspaceSync;

/// <summary>What SSH.NET asks to connect: gives it the socket that is connected already.</summary>
internal class GivenSocketProxy : DispatchProxy
{
    public Socket? Socket { get; set; }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.ReturnType == typeof(Task<Socket>) ? Task.FromResult(Socket!) : Socket;
}
