using LiveDashboard.Feedback.Messages;

namespace LiveDashboard.Tests.Feedback.Messages;

public sealed class CaseCodeTests
{
    [Fact]
    public void A_form_has_one_code_however_often_it_is_sent()
    {
        var form = CaseCode.NewForm();
        Assert.Equal(CaseCode.OfForm(form), CaseCode.OfForm(form));
        Assert.NotEqual(CaseCode.OfForm(form), CaseCode.OfForm(CaseCode.NewForm()));
    }

    [Fact]
    public void A_code_has_sixty_bits_and_every_letter_comes_at_every_place()
    {
        var codes = Enumerable.Range(0, 4000).Select(_ => CaseCode.OfForm(CaseCode.NewForm())!.Letters).ToArray();
        for (var place = 0; place < 12; place++)
            Assert.Equal(32, codes.Select(code => code[place]).Distinct().Count());
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("K7PD-4MXW-9QRT"), InlineData("k7pd4mxw9qrt"), InlineData(" K7PD 4MXW 9QRT "), InlineData("K7PD‑4MXW‑9QRT")]
    public void A_code_is_read_as_people_type_it(string typed) => Assert.Equal("K7PD-4MXW-9QRT", CaseCode.Read(typed)!.ToString());

    [Theory]
    [InlineData("O1-IL0", "01-110"), InlineData("7f4kq", "7F-4KQ")]
    public void What_looks_alike_is_taken_for_the_same(string typed, string reference) =>
        Assert.Equal(reference, CaseReference.Read(typed));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("K7PD-4MXW-9QR"), InlineData("K7PD-4MXW-9QRTT"), InlineData("K7PD-4MXW-9QRU"),
        InlineData("' OR 1=1 --")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(CaseCode.Read(typed));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("short"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InlineData("==")]
    public void A_form_that_is_none_of_ours_has_no_code(string? form) => Assert.Null(CaseCode.OfForm(form));
}
