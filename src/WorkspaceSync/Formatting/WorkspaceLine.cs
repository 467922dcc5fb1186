using System.Globalization;

namespace WorkspaceSync;

/// <summary>How a workspace stands, as one line.</summary>
public static class WorkspaceLine
{
    /// <summary>What was proved, how long it took, and what git says where the two differ.</summary>
    public static string Of(SyncProof proof, GitState? here, GitState? there)
    {
        if (proof.Grade is not (SyncGrade.Same or SyncGrade.SameWithConflicts))
        {
            return $"{proof.Workspace}: not proved the same ({(proof.Grade == SyncGrade.Unreachable ? $"{proof.HostName} cannot be asked" : "something is in the way")}).";
        }

        string both = string.Create(CultureInfo.CurrentCulture, $"{proof.Workspace}: both sides same ({proof.Duration.TotalSeconds:0.0} s).");
        string conflicts = proof.Conflicts > 0 ? $" {proof.Conflicts} conflict {(proof.Conflicts == 1 ? "copy lies" : "copies lie")} among the files." : "";
        string git = here is not null && there is not null && here != there ? $" {proof.HostName} is {there}; here is {here}." : "";
        return both + conflicts + git;
    }

    /// <summary>The proof's sequences.</summary>
    public static string ProofOf(SyncProof proof) => string.Join(", ", proof.Shares);

    /// <summary>Items and bytes, as <c>3 items 1 kB</c>.</summary>
    public static string Amount(int items, long bytes) =>
        string.Create(CultureInfo.CurrentCulture, $"{items:N0} {(items == 1 ? "item" : "items")}{(bytes > 0 ? $" {ByteSize.Format(bytes)}" : "")}");
}
