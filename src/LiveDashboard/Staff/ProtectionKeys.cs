using System.Xml.Linq;
using Dapper;
using LiveDashboard.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LiveDashboard.Staff;

/// <summary>
/// Where the framework keeps the keys that protect forms. It asks rarely, and without <c>await</c>: hence the waiting.
/// It makes this when the program is put together, before the data folder may be taken: hence the looking up.
/// </summary>
public sealed class ProtectionKeys(IServiceProvider services) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = services.GetRequiredService<Database>().Read(CancellationToken.None).GetAwaiter().GetResult();
        return [.. db.Query<string>("SELECT xml FROM protection_key ORDER BY made_at")
            .Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        services.GetRequiredService<WriteLane>().Write(turn => turn.Connection.ExecuteAsync(
        """
        INSERT INTO protection_key (id, xml, made_at) VALUES (@id, @xml, @now)
            ON CONFLICT (id) DO UPDATE SET xml = excluded.xml
        """,
        new
        {
            id = friendlyName,
            xml = element.ToString(SaveOptions.DisableFormatting),
            now = services.GetRequiredService<StaffClock>().NowMs,
        })).GetAwaiter().GetResult();
}
