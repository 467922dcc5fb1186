using System.Reflection;
using Xunit.Sdk;

namespace WorkspaceSync.Tests;

/// <summary>Runs a theory on every Syncthing binary that SYNCTHING names, a path list; else on the installed one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryProgramAttribute : DataAttribute
{
    public static IReadOnlyList<string> Programs { get; } =
        Environment.GetEnvironmentVariable("SYNCTHING")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        ?? [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "syncthing")).Where(File.Exists).Take(1)];

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Programs.Select(program => new object[] { program });
}
