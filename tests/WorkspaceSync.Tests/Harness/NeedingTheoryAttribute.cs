namespace WorkspaceSync.Tests;

/// <summary>A theory that is skipped, and said to be, where the machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedingTheoryAttribute : TheoryAttribute
{
    public NeedingTheoryAttribute(params Need[] needs) => Skip = Needs.WhyNot(needs);
}
