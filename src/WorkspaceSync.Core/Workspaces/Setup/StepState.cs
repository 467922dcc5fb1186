namespace WorkspaceSync;

/// <summary>How a step stands.</summary>
/// <param name="IsDone">Whether it is already true.</param>
/// <param name="Detail">What is there; or what would be done.</param>
internal readonly record struct StepState(bool IsDone, string Detail)
{
    public static StepState Done(string detail) => new(true, detail);

    public static StepState Would(string action) => new(false, action);
}
