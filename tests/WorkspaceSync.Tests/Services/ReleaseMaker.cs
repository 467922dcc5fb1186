using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Packs and signs releases as the Syncthing project does, with a key pair of its own that takes the real one's place meanwhile.</summary>
internal sealed class ReleaseMaker : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP521);

    private ReleaseMaker() => ReleaseSignature.KeyForTests =
        $"-----BEGIN EC PUBLIC KEY-----\n{Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo(), Base64FormattingOptions.InsertLineBreaks)}\n-----END EC PUBLIC KEY-----\n";

    public static ReleaseMaker Create() => new();

    /// <summary>Where the archives are.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("releases-").FullName;

    /// <summary>Makes an archive.</summary>
    /// <param name="program">What is packed; null leaves it out.</param>
    /// <param name="tamper">Changes the program after it was signed.</param>
    /// <param name="sign">Changes the signature; null leaves it out.</param>
    /// <param name="more">Adds members.</param>
    public string Pack(
        string? program, ReleaseName release, Action<byte[]>? tamper = null, Func<string, string?>? sign = null, Action<TarWriter>? more = null)
    {
        string archive = Path.Join(Directory, release.File);
        byte[] bytes = program is null ? [] : File.ReadAllBytes(program);
        string? signature = (sign ?? (text => text))(Sign(release.File, bytes));
        tamper?.Invoke(bytes);
        using FileStream file = File.Create(archive);
        using GZipStream zipped = new(file, CompressionLevel.Fastest);
        using TarWriter tar = new(zipped);
        string folder = release.File.Replace(".tar.gz", "", StringComparison.Ordinal);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{folder}/LICENSE.txt") { DataStream = new MemoryStream("licence"u8.ToArray()) });
        if (program is not null)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{folder}/syncthing") { DataStream = new MemoryStream(bytes) });
        }

        if (signature is not null)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{folder}/release.sig") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(signature)) });
        }

        more?.Invoke(tar);
        return archive;
    }

    /// <summary>Makes an archive as those for Macs are: the same in a zip.</summary>
    /// <param name="more">Members besides: a name, and what stands in it.</param>
    public string PackZip(string program, ReleaseName release, params (string Name, string Text)[] more)
    {
        string archive = Path.Join(Directory, release.File), folder = release.File.Replace(".zip", "", StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(program);
        using ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in new[] { ($"{folder}/syncthing", bytes), ($"{folder}/release.sig", Encoding.ASCII.GetBytes(Sign(release.File, bytes))) }
            .Concat(more.Select(one => (one.Name, Encoding.UTF8.GetBytes(one.Text)))))
        {
            using Stream member = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            member.Write(content);
        }

        return archive;
    }

    public void Dispose()
    {
        ReleaseSignature.KeyForTests = null;
        _key.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private string Sign(string archiveName, byte[] program)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(archiveName + "\n"), .. program]));
        byte[] signature = _key.SignHash(Encoding.ASCII.GetBytes(hash), DSASignatureFormat.Rfc3279DerSequence);
        return $"-----BEGIN SIGNATURE-----\n{Convert.ToBase64String(signature, Base64FormattingOptions.InsertLineBreaks)}\n-----END SIGNATURE-----\n";
    }
}
