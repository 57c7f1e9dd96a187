using FsCheck;
using FsCheck.Fluent;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Web;

public sealed class FormatsTests
{
    private static readonly Language En = Language.English;
    private static readonly Language Fr = Language.French;

    [Theory]
    [InlineData(0, "under 1 min", "moins d’1 min")]
    [InlineData(59, "under 1 min", "moins d’1 min")]
    [InlineData(60, "1 min", "1 min")]
    [InlineData(14 * 60, "14 min", "14 min")]
    [InlineData(59 * 60 + 29, "59 min", "59 min")]
    [InlineData(59 * 60 + 30, "1 h", "1 h")]
    [InlineData(4 * 3600, "4 h", "4 h")]
    [InlineData(2 * 3600 + 5 * 60, "2 h 05 min", "2 h 05 min")]
    [InlineData(2 * 3600 + 14 * 60, "2 h 14 min", "2 h 14 min")]
    [InlineData(23 * 3600 + 59 * 60, "23 h 59 min", "23 h 59 min")]
    [InlineData(24 * 3600 - 20, "1 d", "1 j")]
    [InlineData(28 * 3600, "1 d 4 h", "1 j 4 h")]
    [InlineData(48 * 3600, "2 d", "2 j")]
    [InlineData(72 * 3600 - 1900, "2 d 23 h", "2 j 23 h")]
    [InlineData(72 * 3600, "3 days", "3 jours")]
    [InlineData(4 * 86400 + 13 * 3600, "5 days", "5 jours")]
    [InlineData(1300 * 86400, "1,300 days", "1 300 jours")]
    public void A_duration_is_in_the_two_units_that_matter(int seconds, string english, string french)
    {
        var time = TimeSpan.FromSeconds(seconds);
        Assert.Equal(english, Plain(En.Duration(time)));
        Assert.Equal(french, Plain(Fr.Duration(time)));
    }

    [Fact]
    public void A_duration_of_a_day_and_more_is_in_days_and_hours() =>
        Assert.Equal("1\u00a0d\u00a03\u00a0h", En.Duration(new TimeSpan(1, 3, 10, 0)));

    [Theory]
    [InlineData(30, "less than one minute", "moins d’une minute")]
    [InlineData(60, "1 minute", "1 minute")]
    [InlineData(2 * 3600 + 5 * 60, "2 hours 5 minutes", "2 heures 5 minutes")]
    [InlineData(3600 + 60, "1 hour 1 minute", "1 heure 1 minute")]
    [InlineData(25 * 3600, "1 day 1 hour", "1 jour 1 heure")]
    [InlineData(5 * 86400, "5 days", "5 jours")]
    public void A_duration_is_spoken_in_whole_words(int seconds, string english, string french)
    {
        Assert.Equal(english, En.SpokenDuration(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(french, Fr.SpokenDuration(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(4, "4 h")]
    [InlineData(24, "1 d")]
    [InlineData(48, "2 days")]
    [InlineData(72, "3 days")]
    [InlineData(36, "1 d 12 h")]
    public void A_promise_is_in_whole_days_where_it_is(int hours, string text) =>
        Assert.Equal(text, Plain(En.Promise(TimeSpan.FromHours(hours))));

    [Fact]
    public void Counts_are_grouped_in_threes()
    {
        Assert.Equal("1,214", En.Count(1214));
        Assert.Equal("1\u00a0214", Fr.Count(1214));
        Assert.Equal("999", Fr.Count(999));
        Assert.Equal("0", En.Count(0));
    }

    [Fact]
    public void Per_cent_are_whole()
    {
        Assert.Equal("83%", En.Percent(0.825));
        Assert.Equal("83\u00a0%", Fr.Percent(0.825));
    }

    [Fact]
    public void The_first_of_a_month_has_its_own_form_in_French()
    {
        Assert.Equal("1er\u00a0avril", Fr.Day(new DateOnly(2026, 4, 1)));
        Assert.Equal("16\u00a0avril 2026", Fr.LongDay(new DateOnly(2026, 4, 16)));
        Assert.Equal("1 April", En.Day(new DateOnly(2026, 4, 1)));
        Assert.Equal("16 August 2026", En.LongDay(new DateOnly(2026, 8, 16)));
    }

    [Fact]
    public void The_clock_is_that_of_the_offset_it_is_given() =>
        Assert.Equal("14:02", Fr.Clock(new DateTimeOffset(2026, 4, 16, 14, 2, 59, TimeSpan.FromHours(2))));

    [Fact]
    public void Zero_and_one_are_singular_in_French_and_only_one_in_English()
    {
        Assert.Equal(["0 messages", "1 message", "2 messages"],
            new long[] { 0, 1, 2 }.Select(n => En.Plural("received", n)));
        Assert.Equal(["0 message", "1 message", "2 messages"],
            new long[] { 0, 1, 2 }.Select(n => Fr.Plural("received", n)));
    }

    [Fact]
    public void No_duration_holds_a_breaking_space_or_a_space_the_typeface_lacks() => Check.QuickThrowOnFailure(
        Prop.ForAll<int>(seconds => Language.All.All(language =>
        {
            var time = TimeSpan.FromSeconds(Math.Abs((long)seconds) * 37);
            var texts = language.Duration(time) + language.Tick(time) + language.Count(Math.Abs((long)seconds));
            return !texts.Contains('\u202f', StringComparison.Ordinal)
                && (time < TimeSpan.FromMinutes(1) || !texts.Contains(' ', StringComparison.Ordinal));
        })));

    [Fact]
    public void No_duration_is_longer_than_the_place_that_is_kept_for_it() => Check.QuickThrowOnFailure(
        Prop.ForAll<int>(seconds => Language.All.All(language =>
            language.Duration(TimeSpan.FromSeconds(Math.Abs((long)seconds) % (900 * 86400)))
                .Length <= "moins d’1 min".Length)));

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
