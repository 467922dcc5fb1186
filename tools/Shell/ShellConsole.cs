using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace WorkspaceSync.Tools;

/// <summary>The streams and the prompts, on the terminal.</summary>
internal sealed class ShellConsole : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private const string Red = "\e[31;1m";
    private const string Yellow = "\e[33;1m";
    private const string Plain = "\e[0m";
    private static readonly bool s_isPlain =
        Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Sends what is written to where errors go.</summary>
    public bool WritesErrors { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawConsole();

    public override bool SupportsVirtualTerminal => !s_isPlain;

    public override void Write(string value) => Console.Write(Render(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        if (WritesErrors)
        {
            WriteErrorLine(value);
        }
        else
        {
            Console.WriteLine(Render(value));
        }
    }

    public override void WriteErrorLine(string value)
    {
        Console.Out.Flush();
        Console.Error.WriteLine(Console.IsErrorRedirected || s_isPlain ? Strip(value) : value.Contains('\e') ? value : $"{Red}{value}{Plain}");
    }

    public override void WriteDebugLine(string message) => WriteLine(Paint($"DEBUG: {message}"));

    public override void WriteVerboseLine(string message) => WriteLine(Paint($"VERBOSE: {message}"));

    public override void WriteWarningLine(string message) => WriteLine(Paint($"WARNING: {message}"));

    /// <summary>Left out: a bar needs a terminal that is drawn on, and scripts are what is played here.</summary>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => Console.ReadLine() ?? throw new EndOfStreamException("The input has ended.");

    public override SecureString ReadLineAsSecureString()
    {
        SecureString secret = new();
        if (Console.IsInputRedirected)
        {
            Array.ForEach(ReadLine().ToCharArray(), secret.AppendChar);
            return secret;
        }

        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        Console.WriteLine();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Announce(caption, message);
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            Write($"{field.Name}: ");
            bool isSecret = field.ParameterTypeName == nameof(SecureString);
            answers[field.Name] = PSObject.AsPSObject(isSecret ? ReadLineAsSecureString() : ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Collection<int> chosen = PromptForChoice(caption, message, choices, defaultChoice < 0 ? [] : (IEnumerable<int>)[defaultChoice]);
        return chosen.Count > 0 ? chosen[0] : PromptForChoice(caption, message, choices, defaultChoice);
    }

    public Collection<int> PromptForChoice(
        string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
    {
        Announce(caption, message);
        int[] preset = [.. defaultChoices ?? []];
        while (true)
        {
            Write(string.Join("  ", choices.Select(choice => $"[{KeyOf(choice)}] {NameOf(choice)}")));
            Write(preset.Length == 0 ? ": " : $" (default is \"{string.Join(',', preset.Select(at => KeyOf(choices[at])))}\"): ");
            string answer = ReadLine().Trim();
            int found = choices.TakeWhile(choice => !Means(answer, choice)).Count();
            if (answer.Length == 0 && preset.Length > 0)
            {
                return [.. preset];
            }

            if (found < choices.Count)
            {
                return [found];
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        Announce(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = ReadLine();
        }

        Write($"Password for user {userName}: ");
        return new(userName, ReadLineAsSecureString());
    }

    private static string Render(string value) => s_isPlain ? Strip(value) : value;

    private static string Strip(string value) => new StringDecorated(value).ToString(OutputRendering.PlainText);

    private static string Paint(string line) => s_isPlain ? line : $"{Yellow}{line}{Plain}";

    private static string NameOf(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

    private static string KeyOf(ChoiceDescription choice) =>
        choice.Label.IndexOf('&', StringComparison.Ordinal) is int mark and >= 0 && mark + 1 < choice.Label.Length
            ? choice.Label.Substring(mark + 1, 1).ToUpper(CultureInfo.CurrentCulture)
            : NameOf(choice);

    private static bool Means(string answer, ChoiceDescription choice) =>
        answer.Equals(KeyOf(choice), StringComparison.CurrentCultureIgnoreCase)
        || answer.Equals(NameOf(choice), StringComparison.CurrentCultureIgnoreCase);

    private void Announce(string? caption, string? message)
    {
        foreach (string line in new[] { caption, message }.OfType<string>().Where(line => line.Length > 0))
        {
            WriteLine(line);
        }
    }
}
