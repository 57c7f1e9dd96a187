using LiveDashboard.Feedback.Messages;

namespace LiveDashboard.Tests.Feedback.Messages;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("email", "Write to sam.hill@example.org please")]
    [InlineData("email", "sam (at) example (dot) org")]
    [InlineData("email", "sam at example dot org")]
    [InlineData("email", "jeanne arobase exemple point fr")]
    [InlineData("phone", "Call 020 7946 0018 after six")]
    [InlineData("phone", "my number is +44 20 7946 0018")]
    [InlineData("phone", "Rappelez-moi au 06 12 34 56 78")]
    [InlineData("phone", "06.12.34.56.78")]
    [InlineData("phone", "(617) 555-0142")]
    [InlineData("phone", "617-555-0142 or so")]
    [InlineData("phone", "0049 30 1234567")]
    [InlineData("plate", "a grey van, AB12 CDE")]
    [InlineData("plate", "une Clio AB-123-CD")]
    [InlineData("plate", "der Wagen B-MW 4711 stand da")]
    [InlineData("plate", "the plate was 7ABC123")]
    [InlineData("house", "they live at 14 Mill Lane")]
    [InlineData("house", "the noise comes from 221b Baker Street")]
    [InlineData("house", "au 12 bis rue des Lilas")]
    [InlineData("house", "flat 4 on the second floor")]
    [InlineData("postcode", "near SW1A 1AA")]
    [InlineData("birth", "born 3/4/1990")]
    [InlineData("birth", "né le 12 mars 1985")]
    [InlineData("handle", "she posts as @night_owl_77")]
    public void What_tells_who_somebody_is_is_found(string kind, string text) =>
        Assert.Contains(kind, PersonalData.Kinds(text));

    [Theory]
    [InlineData("The lamp by the bicycle stands on Mill Lane has been out since Monday.")]
    [InlineData("It happened at 17:30 on 12 April, again at 22.15 and in 2019.")]
    [InlineData("Three buses of line 13 in 20 minutes, and none for 2 hours.")]
    [InlineData("About 1,200 people came, 350 more than in May.")]
    [InlineData("Deux lampes sur trois sont éteintes depuis 10 jours, à 50 m de l’école.")]
    [InlineData("Reported to the works office in 2 parts, it cost 14.50.")]
    public void Plain_text_is_left_alone(string text) => Assert.Empty(PersonalData.Find(text));

    [Fact]
    public void Marks_are_in_order_and_do_not_overlap()
    {
        var marks = PersonalData.Find("sam@example.org, 020 7946 0018, 14 Mill Lane, SW1A 1AA, AB12 CDE");
        Assert.Equal(["email", "phone", "house", "postcode", "plate"], marks.Select(mark => mark.Kind));
        Assert.All(marks.Zip(marks.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Length <= pair.Second.Start));
    }

    [Theory, InlineData('1'), InlineData('a'), InlineData(' '), InlineData('@'), InlineData('-'), InlineData('A')]
    public void A_long_text_of_one_character_takes_no_longer_than_its_length(char letter) =>
        PersonalData.Find(new string(letter, MessageLimits.Text)); // a pattern that takes too long throws
}
