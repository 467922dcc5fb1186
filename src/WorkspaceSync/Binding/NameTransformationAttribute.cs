using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Takes names out of text and out of our own objects of one kind, and nothing else: any other object's text would be none.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class NameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>What a name is of, for the message, such as <c>ZeroTier peer</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>How many digits a name has that is written with digits only.</summary>
    protected abstract int Digits { get; }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is IEnumerable several and not string
            ? several.Cast<object>().Select(ToName).ToArray()
            : new[] { ToName(inputData) };
    }

    /// <summary>The name of an object; null when it is of another kind.</summary>
    protected abstract string? NameOf(object value);

    private string ToName(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string name => name,

        // PowerShell takes 0123456789 and 12e4567890 for numbers. What was typed alone it still has as text; in a list it
        // has not, where only whole numbers can be told.
        int or long or double or decimal when value is PSObject typed && typed.ToString() is { } text && text.Length == Digits => text,
        int or long when Convert.ToInt64(value is PSObject number ? number.BaseObject : value, CultureInfo.InvariantCulture) is long whole and >= 0 =>
            whole.ToString($"D{Digits}", CultureInfo.InvariantCulture),
        double or decimal => throw Refuse($"PowerShell takes what was typed for a number. Put the {Kind} in quotes."),
        object other => NameOf(other) ?? throw Refuse($"A {other.GetType().Name} is no {Kind}."),
        null => throw Refuse($"The {Kind} is missing."),
    };

    private static ArgumentTransformationMetadataException Refuse(string message) => new(message, new PSInvalidCastException(message));
}
