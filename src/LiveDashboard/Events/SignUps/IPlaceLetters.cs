using System.Data.Common;
using LiveDashboard.Web;

namespace LiveDashboard.Events.SignUps;

/// <summary>
/// A letter by e-mail to who waits for a place and moved up. Another part of the program sends it; what changes
/// something is done in the transaction that is handed in.
/// </summary>
public interface IPlaceLetters
{
    /// <summary>Whether letters can be sent.</summary>
    bool AreOffered { get; }

    /// <summary>An address as letters are sent to it; null: none reaches it.</summary>
    string? ReadAddress(string? typed);

    /// <summary>Asks an address whether it wants to be told when this sign-up has a place.</summary>
    Task Ask(DbConnection db, string eventId, long seq, string address, Language language);

    /// <summary>Tells that it has one.</summary>
    Task Tell(DbConnection db, CommunityEvent one, long seq, DateTimeOffset now);

    /// <summary>Forgets the address, and letters that wait.</summary>
    Task Forget(DbConnection db, string eventId, long seq);
}
