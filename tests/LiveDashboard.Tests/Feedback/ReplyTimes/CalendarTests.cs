using LiveDashboard.Feedback.ReplyTimes;
using LiveDashboard.Feedback.ReplyTimes.Times;
using LiveDashboard.Tests.Helpers;
using LiveDashboard.Web;

namespace LiveDashboard.Tests.Feedback.ReplyTimes;

public sealed class CalendarTests
{
    private static readonly HashSet<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Fact]
    public void Fixture_3_over_a_weekend_sixty_five_hours_and_a_half_are_one_and_a_half_of_work()
    {
        var (received, replied) = (At(2026, 11, 20, 16, 30), At(2026, 11, 23, 10, 0));
        Assert.Equal(new TimeSpan(65, 30, 0), replied - received);
        Assert.Equal(new TimeSpan(1, 30, 0), Hours([]).Between(received, replied));
    }

    [Fact]
    public void Nobody_works_on_a_holiday() =>
        Assert.Equal(
            new TimeSpan(0, 30, 0),
            Hours([new DateOnly(2026, 11, 23)]).Between(At(2026, 11, 20, 16, 30), At(2026, 11, 23, 10, 0)));

    [Fact]
    public void Fixture_4_from_noon_to_noon_over_the_end_of_summer_time_is_25_hours()
    {
        var (saturday, sunday) = (At(2026, 10, 24, 12, 0), At(2026, 10, 25, 12, 0));
        Assert.Equal(TimeSpan.FromHours(25), sunday - saturday);
        var station = new StationTime(new FakeClock(), TestDatabase.London);
        Assert.Equal(
            TimeSpan.FromHours(25),
            station.StartOf(new DateOnly(2026, 10, 26)) - station.StartOf(new DateOnly(2026, 10, 25)));
        Assert.Equal(
            TimeSpan.FromHours(23),
            station.StartOf(new DateOnly(2026, 3, 30)) - station.StartOf(new DateOnly(2026, 3, 29)));
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("America/Havana")] // its clocks jump at midnight: some days have none
    [InlineData("Asia/Beirut")]
    [InlineData("Pacific/Apia")]
    public void A_day_begins_with_its_first_instant(string zone)
    {
        var station = new StationTime(new FakeClock(), TimeZoneInfo.FindSystemTimeZoneById(zone));
        for (var day = new DateOnly(2025, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            var start = station.StartOf(day);
            Assert.Equal(day, station.DayOf(start));
            Assert.NotEqual(day, station.DayOf(start.AddMilliseconds(-1)));
        }
    }

    private static WorkingHours Hours(HashSet<DateOnly> holidays) =>
        new(TestDatabase.London, new TimeOnly(9, 0), new TimeOnly(17, 0), Weekdays, holidays);

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute)
    {
        var local = new DateTime(year, month, day, hour, minute, 0);
        return new DateTimeOffset(local, TestDatabase.London.GetUtcOffset(local));
    }
}
