using LiveDashboard.Staff.SignIn;

namespace LiveDashboard.Tests.Staff.SignIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("shortish-one", null), InlineData("short", "short"), InlineData("elevenchars", "short")]
    [InlineData("violet harbour seldom 41", null), InlineData("8305719264018", null),
        InlineData("ǆ ñandú über straße", null)]
    [InlineData("password1234", "common"), InlineData("P4ssw0rd!!!!!", "common"), InlineData("aaaaaaaaaaaa", "common")]
    [InlineData("121212121212", "common"), InlineData("123456789012", "common"), InlineData("Azertyuiop2026", "common")]
    [InlineData("correcthorsebatterystaple", "common"), InlineData("Northgate2026!!", "common"),
        InlineData("ada.ada.1234", "common")]
    public void Length_and_what_is_tried_first_decide(string password, string? problem) =>
        Assert.Equal(problem, PasswordRules.Problem(password, "Ada", "Northgate Safety Live"));

    [Fact]
    public void The_longest_is_taken_and_one_more_is_not()
    {
        var text = string.Concat(Enumerable.Range(0, 129).Select(i => (char)('a' + i * 7 % 26)));
        Assert.Null(PasswordRules.Problem(text[..128]));
        Assert.Equal("long", PasswordRules.Problem(text));
    }
}
