namespace WorkspaceSync.Tests;

/// <summary>Something measured beside its alternative. A class that implements it, with an empty constructor, is found by itself.</summary>
internal interface IBenchmark
{
    /// <summary>The name to give on the command line.</summary>
    string Name { get; }

    /// <summary>Measures; throws when a side gives a wrong result.</summary>
    Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel);
}
