using LiveDashboard.Web;
using LiveDashboard.Web.Forms;

namespace LiveDashboard.Events.SignUps;

/// <summary>Where somebody stands who wants to come.</summary>
public static class SignUpState
{
    public const string Place = "place";
    public const string Waiting = "waiting";
    /// <summary>Does not come after all. Of who that was, nothing is kept.</summary>
    public const string Left = "left";
}

/// <summary>What a resident says to sign up.</summary>
/// <param name="People">How many come, the sender among them.</param>
/// <param name="Name">A name or a nickname for the list at the door.</param>
/// <param name="Contact">How to reach who comes; "" nothing.</param>
/// <param name="LetterTo">An address that letters reach, to be told when there is a place; "" none.</param>
public sealed record NewSignUp(long People, string Name, string Contact, string LetterTo = "")
{
    public const int MostPeople = 6;
    public const int LongestName = 60;
    public const int LongestContact = 120;

    /// <summary>What is wrong: the field, and the end of the key of what is said about it.</summary>
    public IEnumerable<(string Field, string Problem)> Problems()
    {
        if (Name.Length == 0) yield return ("name", "name");
        else if (!FormText.Fits(Name, LongestName)) yield return ("name", "text");
        if (People is < 1 or > MostPeople) yield return ("people", "people");
        if (!FormText.Fits(Contact, LongestContact)) yield return ("contact", "text");
    }
}

/// <summary>The secret that opens a sign-up; see <see cref="FormCode"/>.</summary>
public sealed record SignUpCode
{
    private SignUpCode(string letters) => Letters = letters;

    public string Letters { get; }

    /// <summary>As the table has it.</summary>
    public string Hash => FormCode.Hash("sign-up", Letters);

    /// <summary>The code of what a form signs up; null when the form is none of ours.</summary>
    public static SignUpCode? OfForm(string? form) => FormCode.OfForm(form) is { } letters ? new SignUpCode(letters) : null;

    /// <summary>As somebody typed it; null when it cannot be one.</summary>
    public static SignUpCode? Read(string? typed) => FormCode.Read(typed) is { } letters ? new SignUpCode(letters) : null;

    /// <summary><c>K7PD-4MXW-9QRT</c></summary>
    public override string ToString() => FormCode.Show(Letters);
}

/// <summary>One line of an event's list. Times are Unix milliseconds.</summary>
public sealed record SignUp
{
    public string EventId { get; init; } = "";
    /// <summary>In the order in which they said so, from 1.</summary>
    public long Seq { get; init; }
    public long People { get; init; }
    /// <summary>One of <see cref="SignUpState"/>.</summary>
    public string State { get; init; } = "";
    public string Name { get; init; } = "";
    public string Contact { get; init; } = "";
    public string Language { get; init; } = "";
    public long SignedAt { get; init; }
    /// <summary>When it moved up from the waiting list; null: it did not.</summary>
    public long? MovedAt { get; init; }
    /// <summary>Of who waits: how many people stand before it on the list.</summary>
    public long Before { get; init; }

    public Language? Speaks => Web.Language.Find(Language);
}

/// <summary>How many places of an event are taken, and how many people wait.</summary>
/// <param name="Capacity">In people; 0: no limit.</param>
public sealed record Places(long Capacity, long Taken, long Waiting)
{
    /// <summary>Whether who comes now must wait; also while those before wait for more places than there are.</summary>
    public bool IsFull => Capacity > 0 && (Waiting > 0 || Taken >= Capacity);

    /// <summary>How many are free to take; 0 where there is no limit.</summary>
    public long Left => IsFull ? 0 : Math.Max(0, Capacity - Taken);
}
