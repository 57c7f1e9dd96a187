using System.IO.Compression;
using CsvHelper;

namespace LiveDashboard.Feedback.Import;

/// <summary>The file as a whole cannot be read; nothing was written.</summary>
public sealed class UnreadableFileException(string sentence, Exception? cause = null) : Exception(sentence, cause);

/// <summary>
/// A CSV file, plain or gzipped. It is read through once before anything is written, so that a torn, cut or wrongly
/// encoded file changes nothing.
/// </summary>
public sealed class ImportFile
{
    private const int LongestRecord = 4 * 1024 * 1024;
    private readonly string _path;

    private ImportFile(string path, IReadOnlyList<string> header, long records) =>
        (_path, Header, Records) = (path, header, records);

    public IReadOnlyList<string> Header { get; }

    /// <summary>How many records it holds, the header not counted.</summary>
    public long Records { get; }

    /// <exception cref="UnreadableFileException">With a sentence that says what is wrong.</exception>
    public static ImportFile Check(string path)
    {
        if (!File.Exists(path)) throw new UnreadableFileException($"There is no file {path}.");
        if (new FileInfo(path).Length == 0) throw new UnreadableFileException($"{path} is empty.");
        try
        {
            using var checking = OpenChecked(path);
            using var csv = CsvReader.Create(checking, Options(), leaveOpen: false);
            csv.ReadHeader();
            if (csv.Headers is not { } header || header.All(string.IsNullOrWhiteSpace))
                throw new UnreadableFileException($"{path} has no header line with the names of its columns.");
            var names = header.ToArray();
            long records = 0;
            var fields = names.Length;
            while (csv.Read())
            {
                records++;
                fields = csv.FieldCount;
            }
            checking.CheckEnd();
            if (fields < names.Length && !checking.EndsWithLineBreak)
                throw new UnreadableFileException($"{path} is cut short: its last line has {fields} of {names.Length} columns. Get it again in full.");
            if (records == 0) throw new UnreadableFileException($"{path} has a header line but no rows.");
            return new ImportFile(path, names, records);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableFileException($"{path} is a damaged gzip file. Get it again in full.", e);
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableFileException($"{path} is not a readable CSV file: a quoted field is not closed, or a line is longer than 4 MB. {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFileException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads it again, for its rows. The caller disposes.</summary>
    public CsvReader Open() => CsvReader.Create(OpenChecked(_path), Options(), leaveOpen: false);

    private static CsvReaderOptions Options() => new()
    {
        TrackLineNumbers = true,
        MaxRecordSize = LongestRecord,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = record =>
        {
            if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                throw new CsvFormatException($"The quote was opened in record {record.RecordNumber}.");
        },
        IncludeValuesInExceptions = false,
    };

    private static CheckedStream OpenChecked(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var gzip = file.Length > 2 && file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        uint? length = null;
        if (gzip && file.Length >= 18)
        {
            // The last four bytes of a gzip file are its length unpacked: cut off, they are something else.
            file.Seek(-4, SeekOrigin.End);
            Span<byte> end = stackalloc byte[4];
            file.ReadExactly(end);
            length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(end);
        }
        file.Seek(0, SeekOrigin.Begin);
        return new CheckedStream(gzip ? new GZipStream(file, CompressionMode.Decompress) : file, path, length);
    }
}
