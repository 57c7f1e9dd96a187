namespace LiveDashboard.Web;

/// <summary>Something that asks a member of staff to look, wherever in the program it was found.</summary>
/// <param name="Words">In the reader's language.</param>
/// <param name="Address">Where it is dealt with.</param>
public sealed record StaffAlert(string Words, string Address);

/// <summary>A part of the program that has such alerts. The operations page shows those of all parts.</summary>
public interface IStaffAlerts
{
    Task<IReadOnlyList<StaffAlert>> Read(Language text, CancellationToken ct);
}
