using System.Reflection;
using System.Runtime.ExceptionServices;

namespace WorkspaceSync;

/// <summary>SSH.NET's own factory, except that what connects is ours.</summary>
internal class GivenFactoryProxy : DispatchProxy
{
    public object? Library { get; set; }

    public object? Connector { get; set; }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == "CreateConnector")
        {
            return Connector;
        }

        try
        {
            return targetMethod.Invoke(Library, args);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
