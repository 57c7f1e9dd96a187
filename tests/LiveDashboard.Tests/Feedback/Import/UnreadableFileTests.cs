using System.IO.Compression;
using System.Text;
using LiveDashboard.Feedback.Import;
using LiveDashboard.Storage;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests.Feedback.Import;

/// <summary>A file that is not whole, or not what it seems, changes nothing and is named in a sentence.</summary>
public sealed class UnreadableFileTests
{
    private static readonly string Good = Importing.Header + string.Concat(
        Enumerable.Range(0, 300).Select(i => $"{i},2026-05-{1 + i % 28:00}T10:00:00Z,,Lights,North,\"Line one,\nline {i}\"\n"));

    public static readonly TheoryData<string, string> Damages = new()
    {
        { "empty", "is empty" },
        { "header", "no rows" },
        { "blank header", "no header" },
        { "csv cut in a quote", "not a readable CSV" },
        { "csv cut in the last row", "cut short" },
        { "gz cut at the end", "cut short" },
        { "gz cut in the middle", "cut short|damaged" },
        { "gz cut after the header", "cut short|damaged" },
        { "gz cut in its head", "cut short|damaged|header" },
        { "gz with a flipped byte", "damaged|UTF-8|cut short|CSV" },
        { "gz with a flipped checksum", "damaged|cut short" },
        { "random bytes", "UTF-8" },
        { "png", "UTF-8" },
        { "utf-16", "UTF-8" },
        { "utf-16 big", "UTF-8" },
        { "latin-1", "UTF-8" },
        { "windows-1252 at the end", "UTF-8" },
        { "nul bytes", "UTF-8|header|text|column" },
        { "another table", "no column" },
    };

    [Theory, MemberData(nameof(Damages))]
    public async Task A_file_that_is_not_whole_changes_nothing_and_is_refused_with_a_sentence(string damage, string words)
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        await importing.Rows("before,2026-05-01T10:00:00Z,,Lights,North,kept\n");
        var contents = await importing.Contents();

        var refusal = await Assert.ThrowsAsync<UnreadableFileException>(() => importing.Bytes(Damaged(damage), Importing.Plain));

        Assert.Matches(words, refusal.Message);
        Assert.EndsWith(".", refusal.Message.Replace(".csv", "", StringComparison.Ordinal).Trim() + ".", StringComparison.Ordinal);
        Assert.Equal(contents, await importing.Contents());
        Assert.Empty(await test.Differences());
    }

    [Fact]
    public async Task A_gzip_file_cut_anywhere_is_refused()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        var whole = Gzip(Good);
        var contents = await importing.Contents();
        for (var length = whole.Length - 1; length > 0; length -= 37)
        {
            var cut = whole[..length];
            var refusal = await Record.ExceptionAsync(() => importing.Bytes(cut, Importing.Plain));
            Assert.True(refusal is UnreadableFileException, $"cut at {length} of {whole.Length}: {refusal}");
        }
        Assert.Equal(contents, await importing.Contents());
        Assert.Equal(300, (await importing.Bytes(whole, Importing.Plain)).Counts.Added);
    }

    [Fact]
    public async Task A_flipped_bit_in_a_gzip_file_never_gets_a_wrong_row_in()
    {
        await using var test = await TestDatabase.New(Engine.Sqlite);
        await using var importing = new Importing(test);
        var whole = Gzip(Good);
        var contents = await importing.Contents();
        for (var place = 12; place < whole.Length; place += 23)
        {
            var flipped = whole.ToArray();
            flipped[place] ^= 0x10;
            var refusal = await Record.ExceptionAsync(() => importing.Bytes(flipped, Importing.Plain));
            Assert.True(refusal is UnreadableFileException, $"flipped at {place} of {whole.Length}: {refusal}");
        }
        Assert.Equal(contents, await importing.Contents());
    }

    [Theory, InlineData("gz cut in the middle"), InlineData("latin-1"), InlineData("empty")]
    public async Task The_command_ends_with_the_sentence_and_a_code_that_is_not_zero(string damage)
    {
        await using var data = await RunData.New();
        var end = await ProgramRun.ToEnd(
            data, "import", "cases", data.File("file.csv", Damaged(damage)), "--column", "id=id", "received=received");

        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains("file.csv", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors + end.Output, StringComparison.Ordinal);
    }

    private static byte[] Damaged(string how)
    {
        var gz = Gzip(Good);
        switch (how)
        {
            case "empty": return [];
            case "header": return Encoding.UTF8.GetBytes(Importing.Header);
            case "blank header": return Encoding.UTF8.GetBytes(" , ,\n1,2,3\n");
            case "csv cut in a quote": return Encoding.UTF8.GetBytes(Good[..(Good.Length - 4)]);
            case "csv cut in the last row": return Encoding.UTF8.GetBytes(Good + "300,2026-05-01T10:0");
            case "gz cut at the end": return gz[..^1];
            case "gz cut in the middle": return gz[..(gz.Length / 2)];
            case "gz cut after the header": return gz[..60];
            case "gz cut in its head": return gz[..9];
            case "gz with a flipped byte":
                gz[gz.Length / 2] ^= 0xFF;
                return gz;
            case "gz with a flipped checksum":
                gz[^6] ^= 0x01;
                return gz;
            case "random bytes": return RandomBytes();
            case "png": return [0x89, .. "PNG\r\n\u001a\n\0\0\0\rIHDR"u8, .. RandomBytes()];
            case "utf-16": return [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)];
            case "utf-16 big": return [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Good)];
            case "latin-1": return Encoding.Latin1.GetBytes(Good.Replace("Lights", "Éclairage", StringComparison.Ordinal));
            case "windows-1252 at the end": return [.. Encoding.UTF8.GetBytes(Good + "300,2026-05-01T10:00:00Z,,Lights,North,caf"), 0xE9];
            case "nul bytes": return new byte[5000];
            default: return Encoding.UTF8.GetBytes("name,colour\nrose,red\n");
        }
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

#pragma warning disable CA5394 // any bytes will do, and always the same ones
    private static byte[] RandomBytes()
    {
        var bytes = new byte[3000];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
#pragma warning restore CA5394
}
