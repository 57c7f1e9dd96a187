using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace LiveDashboard.Web.Feeds;

/// <summary>Writes a feed as Atom (RFC 4287). The framework's own writer of feeds is not in the packages in use.</summary>
public static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, feed.Language);
            xml.WriteElementString("id", feed.Self);
            xml.WriteElementString("title", Sound(feed.Title));
            xml.WriteElementString("updated", Time(feed.Updated));
            Link(xml, "self", feed.Self, "application/atom+xml");
            Link(xml, "alternate", feed.Home, "text/html");
            xml.WriteStartElement("author");
            xml.WriteElementString("name", Sound(feed.Author));
            xml.WriteEndElement();
            foreach (var entry in feed.Entries) Write(xml, entry);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry");
        xml.WriteElementString("id", entry.Address);
        xml.WriteElementString("title", Sound(entry.Title));
        xml.WriteElementString("published", Time(entry.Published));
        xml.WriteElementString("updated", Time(entry.Updated));
        Link(xml, "alternate", entry.Address, "text/html");
        foreach (var tag in entry.Tags)
        {
            xml.WriteStartElement("category");
            xml.WriteAttributeString("term", Sound(tag));
            xml.WriteEndElement();
        }
        xml.WriteStartElement("content");
        xml.WriteAttributeString("type", "text");
        xml.WriteString(Sound(entry.Text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }

    // What XML 1.0 may not hold at all: half a letter, and most of what cannot be seen.
    private static string Sound(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not 0xFFFE and not 0xFFFF)));

    internal static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>Writes a feed as JSON Feed 1.1.</summary>
public static class JsonFeed
{
    private static readonly JsonSerializerOptions Written = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static byte[] Write(Feed feed) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Version = "https://jsonfeed.org/version/1.1",
            feed.Title,
            HomePageUrl = feed.Home,
            FeedUrl = feed.Self,
            feed.Language,
            Authors = new[] { new { Name = feed.Author } },
            Items = feed.Entries.Select(entry => new
            {
                Id = entry.Address,
                Url = entry.Address,
                entry.Title,
                ContentText = entry.Text,
                DatePublished = AtomFeed.Time(entry.Published),
                DateModified = AtomFeed.Time(entry.Updated),
                entry.Tags,
            }),
        },
        Written);
}
