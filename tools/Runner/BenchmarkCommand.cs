namespace WorkspaceSync.Tools;

/// <summary>Starts tests/Benchmarks, which does the measuring.</summary>
internal static class BenchmarkCommand
{
    public static Task<int> RunAsync(string[] args) =>
        Child.RunAsync(new(Environment.ProcessPath!, [Repository.Program("Benchmarks"), .. args]));
}
