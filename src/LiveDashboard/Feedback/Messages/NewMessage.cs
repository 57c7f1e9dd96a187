namespace LiveDashboard.Feedback.Messages;

/// <summary>How a message came.</summary>
public static class CaseChannel
{
    public const string Web = "web";
    public const string Phone = "phone";
    public const string Counter = "counter";
    public const string Paper = "paper";
    /// <summary>From a file or a connected system.</summary>
    public const string Import = "import";
    /// <summary>Asked at a forum and not answered there.</summary>
    public const string Forum = "forum";

    /// <summary>Those that staff enter.</summary>
    public static readonly IReadOnlyList<string> Entered = [Phone, Counter, Paper];
}

/// <summary>Who looks after a case.</summary>
public static class CaseQueues
{
    public const string Desk = "desk";
    /// <summary>About a person who works here: not for those whom it is about.</summary>
    public const string Independent = "independent";
    /// <summary>Something suspicious: never public text, and nothing is sent by itself.</summary>
    public const string Restricted = "restricted";
}

/// <summary>Who wrote words.</summary>
public static class Author
{
    public const string Resident = "resident";
    public const string Staff = "staff";
}

/// <summary>What a resident says, ready to be stored.</summary>
/// <param name="Language">Of the resident: en, fr; "" not known.</param>
/// <param name="Place">In the resident's own words; "" none.</param>
/// <param name="SafeContact">Of something suspicious: whether, how and when it is safe to get in touch.</param>
/// <param name="MayShow">Whether the resident agrees that it is shown in public, after a person has looked.</param>
public sealed record NewMessage(
    string Kind, string Queue, string Channel, string Language, string CategoryId, string AreaId, string Text, string Place,
    Sender Sender, string SafeContact, bool MayShow = false);

/// <summary>Who wrote, as far as they said; "" for what they did not.</summary>
public sealed record Sender(string Name, string Contact, bool HiddenFromPublic, bool HiddenFromStaff)
{
    public static readonly Sender Nobody = new("", "", true, true);
}

/// <summary>What is told about a message that is stored.</summary>
/// <param name="Same">False: an earlier version had arrived, and what was changed since is not stored.</param>
public sealed record Receipt(string CaseId, string Reference, DateTimeOffset ReceivedAt, bool Same);

/// <summary>The longest texts that are taken, in UTF-16 characters.</summary>
public static class MessageLimits
{
    public const int Text = 4000;
    public const int Place = 200;
    public const int Name = 100;
    public const int Contact = 200;
}
