using System.Runtime.InteropServices;
using System.Text;

namespace WorkspaceSync;

/// <summary>This terminal for as long as a live view has it: its other screen, without a cursor. However the view ends, it is given back.</summary>
internal sealed class LiveScreen : IDisposable
{
    private const string Enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
    private const string Leave = "\u001b[?7h\u001b[?25h\u001b[?1049l";

    private readonly PosixSignalRegistration _resized;
    private readonly bool _isColoured;
    private int _isDisposed;

    /// <param name="onResize">Called from another thread when the terminal has another size.</param>
    public LiveScreen(bool isColoured, Action onResize)
    {
        _isColoured = isColoured;
        _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => onResize());
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Console.Out.Write(Enter);
    }

    /// <summary>Whether a screen makes sense here at all.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && !Console.IsInputRedirected
        && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } term && term != "dumb";

    /// <summary>Shows a page in the place of the one before.</summary>
    public void Show(LivePage page)
    {
        (int width, int height) = (Math.Max(Console.WindowWidth, 20), Math.Max(Console.WindowHeight, 3));
        StringBuilder frame = new("\u001b[H");
        IReadOnlyList<string> lines = LivePainters.Current.Paint(page, width, height, _isColoured);
        for (int i = 0; i < lines.Count; i++)
        {
            // Erased before, not after: at a full line's end that would take its last character.
            frame.Append(i < lines.Count - 1 ? "\u001b[K" : "\u001b[J").Append(lines[i]).Append(i < lines.Count - 1 ? "\r\n" : "");
        }

        Console.Out.Write(frame);
        Console.Out.Flush();
    }

    /// <summary>A key that was pressed; null when none was.</summary>
    public static ConsoleKeyInfo? ReadKey() => Console.KeyAvailable ? Console.ReadKey(intercept: true) : null;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
            _resized.Dispose();
            Console.Out.Write(Leave);
            Console.Out.Flush();
        }
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
