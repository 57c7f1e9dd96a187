namespace LiveDashboard.Web;

/// <summary>
/// Says that this instance is a demonstration with old records replayed; registered in that mode only, and then every
/// page says so. How fast they pass is a figure, <c>demo-pace</c>, because they run out while a page is open.
/// </summary>
public sealed class DemoNotice;
