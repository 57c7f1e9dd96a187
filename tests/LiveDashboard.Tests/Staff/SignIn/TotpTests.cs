using LiveDashboard.Staff.SignIn;

namespace LiveDashboard.Tests.Staff.SignIn;

public sealed class TotpTests
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // of RFC 6238, appendix B

    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory, InlineData(-2, false), InlineData(-1, true), InlineData(0, true), InlineData(1, true),
        InlineData(2, false)]
    public void A_clock_may_differ_by_a_step(int steps, bool good)
    {
        var now = new DateTimeOffset(2026, 6, 10, 12, 0, 0, TimeSpan.Zero);
        var step = Totp.StepAt(now) + steps;
        Assert.Equal(good ? step : null, Totp.StepOf(Key, Totp.Code(Key, step), now));
    }

    [Theory, InlineData(""), InlineData("12345"), InlineData("1234567"), InlineData("é")]
    public void What_is_no_code_is_not_good(string code) =>
        Assert.Null(Totp.StepOf(Key, code, DateTimeOffset.UnixEpoch.AddYears(50)));

    [Fact]
    public void Keys_are_random() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Totp.NewKey()).Where(Totp.IsKey).Distinct().Count());
}
