using System.Net;

namespace WorkspaceSync;

/// <summary>Syncthing refused a request. Its own words are kept, because only they tell one refusal from another.</summary>
public sealed class RequestRefusedException : SyncException
{
    /// <summary>Makes the error of one refusal.</summary>
    /// <param name="error">What went wrong; becomes the error id.</param>
    /// <param name="message">What was refused, by which node, and what to do.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="answer">The body, as Syncthing wrote it.</param>
    public RequestRefusedException(SyncError error, string message, HttpStatusCode status, string answer)
        : base(error, message)
    {
        Status = status;
        Answer = answer;
    }

    /// <summary>The HTTP status of the refusal. Which status means what differs by endpoint and version.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Syncthing's own words, such as <c>no such folder</c>.</summary>
    public string Answer { get; }
}
