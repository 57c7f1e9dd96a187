namespace LiveDashboard.Web;

public static class Formats
{
    public static string Clock(this Language _, DateTimeOffset instant) => $"{instant:HH:mm}";
}
