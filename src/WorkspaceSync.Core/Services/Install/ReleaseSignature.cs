using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// Verifies a release as Syncthing's own upgrade does (lib/upgrade, lib/signature): what is signed is the archive's name and the
/// program's bytes, so that another platform or version under a false name is refused too.
/// </summary>
internal static class ReleaseSignature
{
    private const string KeyResource = "WorkspaceSync.syncthing-release-key.pem";

    /// <summary>The key that releases are signed with; a test puts its own in its place.</summary>
    internal static string? KeyForTests { get; set; }

    /// <summary>SignatureInvalid unless the signature is the release key's, over this name and this program.</summary>
    /// <param name="signature">The text of <c>release.sig</c>.</param>
    public static async Task VerifyAsync(string archiveName, Stream program, string signature, CancellationToken cancel)
    {
        using IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(Encoding.UTF8.GetBytes(archiveName + "\n"));
        byte[] buffer = new byte[1 << 20];
        int read;
        while ((read = await program.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
        {
            sum.AppendData(buffer, 0, read);
        }

        // Syncthing signs the text of the hash, not its bytes.
        byte[] signed = Encoding.ASCII.GetBytes(Convert.ToHexString(sum.GetHashAndReset()).ToLowerInvariant());
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Decode(KeyForTests ?? ReadKey(), "EC PUBLIC KEY")!, out _);
        bool isValid;
        try
        {
            isValid = Decode(signature, "SIGNATURE") is { } bytes && key.VerifyHash(signed, bytes, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            isValid = false; // no ASN.1 at all
        }

        if (!isValid)
        {
            throw new SyncException(
                SyncError.SignatureInvalid,
                $"{archiveName} is not what the Syncthing project released under that name: its release.sig does not verify. Nothing was installed. Get the archive anew, from https://github.com/syncthing/syncthing/releases.");
        }
    }

    private static string ReadKey()
    {
        using Stream resource = typeof(ReleaseSignature).Assembly.GetManifestResourceStream(KeyResource)!;
        using StreamReader reader = new(resource);
        return reader.ReadToEnd();
    }

    private static byte[]? Decode(string pem, string label)
    {
        if (!PemEncoding.TryFind(pem, out PemFields fields) || pem[fields.Label] != label)
        {
            return null;
        }

        return Convert.FromBase64String(pem[fields.Base64Data]);
    }
}
