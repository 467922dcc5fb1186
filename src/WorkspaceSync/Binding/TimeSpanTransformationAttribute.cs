using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>A bare number is seconds, as in PowerShell's own -Timeout parameters; TimeSpan's own conversion would take it for ticks or days.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeSpanTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input switch
        {
            int or long or double or decimal => Seconds(Convert.ToDouble(input, CultureInfo.InvariantCulture)),
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) => Seconds(seconds),
            _ => inputData,
        };
    }

    private static TimeSpan Seconds(double seconds) => double.IsFinite(seconds) && Math.Abs(seconds) < 1e9
        ? TimeSpan.FromSeconds(seconds)
        : throw new ArgumentTransformationMetadataException($"'{seconds}' is not a time. Give seconds, or a time such as 00:05:00.");
}
