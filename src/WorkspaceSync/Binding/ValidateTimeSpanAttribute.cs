using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Holds a time within bounds: every wait is finite.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateTimeSpanAttribute(string least, string most) : ValidateArgumentsAttribute
{
    private readonly TimeSpan _least = TimeSpan.Parse(least, CultureInfo.InvariantCulture);
    private readonly TimeSpan _most = TimeSpan.Parse(most, CultureInfo.InvariantCulture);

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan time && (time < _least || time > _most))
        {
            throw new ValidationMetadataException($"{time} is out of range: it has to be from {_least} to {_most}.");
        }
    }
}
