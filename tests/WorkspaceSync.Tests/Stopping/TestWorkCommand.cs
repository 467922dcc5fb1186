using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>A cmdlet whose work a test gives.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TestWork")]
public sealed class TestWorkCommand : WorkspaceCmdlet
{
    /// <summary>Called with the cmdlet, on the pipeline's thread.</summary>
    [Parameter(Mandatory = true)]
    public Action<TestWorkCommand> Work { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>The token of the command.</summary>
    public CancellationToken Token => StopToken;

    /// <inheritdoc cref="WorkspaceCmdlet.Await{T}"/>
    public T AwaitHere<T>(Func<CancellationToken, Task<T>> work) => Await(work);

    /// <inheritdoc cref="WorkspaceCmdlet.OnPipeline(Action, CancellationToken)"/>
    public Task OnPipelineHere(Action call, CancellationToken cancel) => OnPipeline(call, cancel);

    /// <inheritdoc cref="WorkspaceCmdlet.WriteEach{T}"/>
    public void WriteEachHere<T>(Func<CancellationToken, IAsyncEnumerable<T>> source) => WriteEach(source);

    /// <inheritdoc cref="WorkspaceCmdlet.Attempt"/>
    public void AttemptHere(object? target, Action action) => Attempt(target, action);

    /// <inheritdoc cref="WorkspaceCmdlet.Demand"/>
    public void DemandHere(object? target, Action action) => Demand(target, action);

    protected override void ProcessRecord() => Work(this);
}
