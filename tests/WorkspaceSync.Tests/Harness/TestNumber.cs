using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>A number that whoever runs the tests may give by a variable: more rounds, or the seed of a run that failed.</summary>
internal static class TestNumber
{
    public static int Of(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
