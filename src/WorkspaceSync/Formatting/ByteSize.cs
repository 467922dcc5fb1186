using System.Globalization;

namespace WorkspaceSync;

/// <summary>Sizes as people read them, in views and progress only: properties keep the bytes.</summary>
public static class ByteSize
{
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>At most three digits and a unit; an em dash for what is not known.</summary>
    public static string Format(long? bytes)
    {
        if (bytes is not { } size)
        {
            return "—";
        }

        double value = size;
        int unit = 0;
        while (Math.Round(value) >= 1000 && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return unit == 0 || value >= 9.95
            ? string.Create(CultureInfo.CurrentCulture, $"{Math.Round(value):0} {s_units[unit]}")
            : string.Create(CultureInfo.CurrentCulture, $"{value:0.0} {s_units[unit]}");
    }
}
