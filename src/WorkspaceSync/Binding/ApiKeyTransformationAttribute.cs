using System.Management.Automation;
using System.Security;

namespace WorkspaceSync;

/// <summary>Lets a key be given as text as well; from then on it is a SecureString, which nothing prints.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (input is not string text)
        {
            return input;
        }

        SecureString key = new();
        foreach (char letter in text.Trim())
        {
            key.AppendChar(letter);
        }

        key.MakeReadOnly();
        return key;
    }
}
