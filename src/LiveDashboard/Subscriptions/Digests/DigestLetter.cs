using System.Text;
using LiveDashboard.Subscriptions.Letters;
using LiveDashboard.Web;
using LiveDashboard.Web.News;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Subscriptions.Digests;

/// <summary>The letter that tells what is new.</summary>
public sealed class DigestLetter(IOptions<MailOptions> mail, IOptions<ProviderOptions> provider, StationTime station)
{
    /// <summary>How many items a letter names; the page has the rest.</summary>
    public const int Most = 40;

    private const int LongestText = 240;

    public Letter Write(Subscription subscription, IReadOnlyList<NewsItem> news)
    {
        var text = Language.Find(subscription.Language) ?? Language.English;
        var body = new StringBuilder(text.Say("letter.news.opening", provider.Value.Name));
        foreach (var kind in news.Take(Most).GroupBy(item => item.Topics[0]))
        {
            body.Append("\n\n== ").Append(text[$"news.kind.{kind.Key}"]).Append(" ==");
            foreach (var item in kind)
            {
                body.Append("\n\n* ").Append(OneLine(item.Title)).Append(" (").Append(text.LongDay(station.DayOf(item.At))).Append(')');
                if (item.IsInvented) body.Append("\n  ").Append(text["news.invented"]);
                if (item.Text.Length > 0) body.Append("\n  ").Append(Short(OneLine(item.Text)));
                body.Append("\n  ").Append(mail.Value.Link($"/{text.Code}{item.Page}"));
            }
        }
        if (news.Count > Most) body.Append("\n\n").Append(text.Say("letter.news.more", mail.Value.Link($"/{text.Code}/news")));
        body.Append("\n\n-- \n").Append(text.Say(
            "letter.news.end", provider.Value.Name, mail.Value.Link($"/{text.Code}/letters/{subscription.StopToken}")));
        return new Letter(
            subscription.Id, subscription.Address, text.Say("letter.news.subject", provider.Value.Name, text.Count(news.Count)),
            body.ToString(), subscription.StopToken);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Short(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = text.LastIndexOf(' ', LongestText);
        return text[..(end > LongestText / 2 ? end : LongestText - (char.IsHighSurrogate(text[LongestText - 1]) ? 1 : 0))] + "…";
    }
}
