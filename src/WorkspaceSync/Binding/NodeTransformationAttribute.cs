using System.Collections;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Lets -Node take the names of connected nodes as well as nodes. Asks nobody.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NodeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrap(inputData) switch
    {
        null => null,
        SyncNode node => new[] { node },
        string name => new[] { Find(name) },
        IEnumerable several => several.Cast<object>().Select(one => Unwrap(one) as SyncNode ?? Find(Unwrap(one)?.ToString() ?? "")).ToArray(),
        object other => throw Refused($"A {other.GetType().Name} is no node. Give what Get-SyncNode or Connect-SyncNode gave, or its name."),
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static SyncNode Find(string name)
    {
        IReadOnlyList<SyncNode> known = NodeRegistry.Current.Known;
        return known.FirstOrDefault(node => string.Equals(node.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused($"No node '{name}' is connected in this session. {(known.Count == 0 ? "None is" : $"There are {string.Join(", ", known)}")}; Connect-SyncNode connects one.");
    }

    // The inner cast error tells the binder to try other ways before it gives up.
    private static ArgumentTransformationMetadataException Refused(string message) => new(message, new PSInvalidCastException(message));
}
