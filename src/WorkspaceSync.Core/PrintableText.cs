using System.Text;

namespace WorkspaceSync;

/// <summary>Text from file names and remote machines, fit for a terminal: control characters are shown, not obeyed.</summary>
internal static class PrintableText
{
    public static string Of(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        StringBuilder shown = new(text.Length + 8);
        foreach (char letter in text)
        {
            shown.Append(char.IsControl(letter) ? letter == '\n' ? "\\n" : $"\\x{(int)letter:x2}" : letter.ToString());
        }

        return shown.ToString();
    }
}
