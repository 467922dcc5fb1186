using System.Net.Sockets;
using System.Reflection;
using Renci.SshNet;
using Renci.SshNet.Messages;

namespace WorkspaceSync;

/// <summary>
/// The three places where we reach into SSH.NET: it makes no session over a given socket, sends no message for us, and knows no
/// channel that is only a stream. The package's version is pinned, and a test goes through each of them.
/// </summary>
internal static class SessionInsides
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly Assembly s_library = typeof(Session).Assembly;
    private static readonly Type s_factory = s_library.GetType("Renci.SshNet.IServiceFactory", throwOnError: true)!;
    private static readonly Type s_connector = s_library.GetType("Renci.SshNet.Connection.IConnector", throwOnError: true)!;
    private static readonly ConstructorInfo s_session = typeof(Session).GetConstructors(Hidden).Single();
    private static readonly MethodInfo s_send = typeof(Session).GetMethod("SendMessage", Hidden, [typeof(Message)])!;

    /// <summary>A session that will speak over this socket, however it was made.</summary>
    public static Session CreateSession(ConnectionInfo info, Socket socket)
    {
        object library = Activator.CreateInstance(s_library.GetType("Renci.SshNet.ServiceFactory", throwOnError: true)!, nonPublic: true)!;
        GivenSocketProxy connector = (GivenSocketProxy)DispatchProxy.Create(s_connector, typeof(GivenSocketProxy));
        connector.Socket = socket;
        GivenFactoryProxy factory = (GivenFactoryProxy)DispatchProxy.Create(s_factory, typeof(GivenFactoryProxy));
        factory.Library = library;
        factory.Connector = connector;
        object sockets = library.GetType().GetMethod("CreateSocketFactory")!.Invoke(library, null)!;
        return (Session)s_session.Invoke([info, factory, sockets]);
    }

    /// <summary>Sends one message; blocks while the socket is full.</summary>
    public static Action<Message> SenderOf(Session session) => s_send.CreateDelegate<Action<Message>>(session);
}
