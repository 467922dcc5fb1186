using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>What a script gave.</summary>
internal sealed record CmdletResult(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Verbose, IReadOnlyList<string> Warnings, ErrorRecord? Terminating)
{
    /// <summary>The one object that was written, with no error.</summary>
    public T One<T>()
    {
        AssertNoErrors();
        return (T)Assert.Single(Output).BaseObject;
    }

    public IReadOnlyList<T> All<T>()
    {
        AssertNoErrors();
        return [.. Output.Select(item => (T)item.BaseObject)];
    }

    public void AssertNoErrors()
    {
        Assert.True(Terminating is null, Terminating?.ToString());
        Assert.True(Errors.Count == 0, string.Join("; ", Errors));
    }

    /// <summary>The engine did not even bind it.</summary>
    public void AssertRefused() => Assert.True(Terminating is not null || Errors.Count > 0, "It was taken.");

    /// <summary>The one error that was reported, which has to be of this kind; nothing is made of the output.</summary>
    public ErrorRecord Error(SyncError expected)
    {
        ErrorRecord error = Terminating ?? Assert.Single(Errors);
        Assert.True(error.FullyQualifiedErrorId.StartsWith(expected.ToString() + ",", StringComparison.Ordinal), $"{error.FullyQualifiedErrorId}: {error}");
        Assert.Equal(WorkspaceSync.Errors.CategoryOf(expected), error.CategoryInfo.Category);
        return error;
    }
}
