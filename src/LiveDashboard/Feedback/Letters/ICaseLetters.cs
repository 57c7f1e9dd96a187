using System.Data.Common;
using LiveDashboard.Storage;
using LiveDashboard.Web;

namespace LiveDashboard.Feedback.Letters;

/// <summary>Who gets letters of a case, or was asked.</summary>
/// <param name="Address">In full: for the resident's own copy of what is stored.</param>
/// <param name="Begun">False: the address has not said yes yet.</param>
public sealed record CaseFollower(string Address, bool Begun)
{
    /// <summary>"s…@n….example": who gave it knows it again, and nobody else learns it.</summary>
    public string Masked
    {
        get
        {
            var (name, host) = (Address[..Address.IndexOf('@')], Address[(Address.IndexOf('@') + 1)..]);
            return $"{name[0]}…@{host[0]}…{host[host.LastIndexOf('.')..]}";
        }
    }
}

/// <summary>
/// Letters by e-mail to who can open a case, that something new stands there. Another part of the program sends them;
/// what changes something is done in the transaction that is handed in.
/// </summary>
public interface ICaseLetters
{
    /// <summary>Whether letters can be sent.</summary>
    bool AreOffered { get; }

    /// <summary>An address as letters are sent to it; null: none reaches it.</summary>
    string? ReadAddress(string? typed);

    /// <summary>Asks an address whether it wants them.</summary>
    Task Ask(WriteTurn turn, string caseId, string address, Language language);

    /// <summary>Null: nobody gets any, and nobody was asked.</summary>
    Task<CaseFollower?> Read(string caseId, CancellationToken ct);

    /// <summary>Tells that something new stands there, and nothing of what it is.</summary>
    /// <param name="told">Unix milliseconds of when it happened.</param>
    /// <param name="after">How long it can still be taken back.</param>
    Task Tell(WriteTurn turn, string caseId, long told, TimeSpan after);

    /// <summary>Something that was told is no longer so: it was taken back in time.</summary>
    /// <param name="told">As it was told.</param>
    Task TakeBack(WriteTurn turn, string caseId, long told);

    /// <summary>Ends them: the address goes, and the letters that wait.</summary>
    Task Forget(DbConnection db, string caseId);

    /// <summary>The cases that somebody gets letters of, or was asked.</summary>
    Task<IReadOnlyList<string>> Followed(CancellationToken ct);
}
