using System.Globalization;
using System.Text;
using QRCoder;

namespace LiveDashboard.Web.Charts;

/// <summary>
/// A QR code as one path in units of its modules. The library's own drawing carries colours and sizes; this one takes
/// the page's.
/// </summary>
public sealed record QrCode(int Size, string Path)
{
    /// <param name="content">Up to a few hundred characters.</param>
    public static QrCode Of(string content)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M); // with its quiet zone of four modules
        var path = new StringBuilder();
        foreach (var (y, row) in code.ModuleMatrix.Index())
            for (var x = 0; x < row.Length; x++)
            {
                if (!row[x]) continue;
                var run = 1;
                while (x + run < row.Length && row[x + run]) run++;
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{run}v1h-{run}z");
                x += run;
            }
        return new QrCode(code.ModuleMatrix.Count, path.ToString());
    }
}
