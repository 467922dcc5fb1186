using System.Collections;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Takes workspaces by name out of text and out of our own objects, and nothing else.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WorkspaceNameTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input switch
        {
            null => null,
            IEnumerable several and not string => several.Cast<object>().Select(ToName).ToArray(),
            _ => new[] { ToName(input) },
        };
    }

    private static string ToName(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string name => name,
        RemoteWorkspace workspace => workspace.Name,
        SyncProof proof => proof.Workspace,
        SetupStepReport report => report.Workspace,
        object other => throw new ArgumentTransformationMetadataException($"A {other.GetType().Name} is no workspace.", new PSInvalidCastException($"A {other.GetType().Name} is no workspace.")),
        null => throw new ArgumentTransformationMetadataException("A workspace's name is missing.", new PSInvalidCastException("A workspace's name is missing.")),
    };
}
