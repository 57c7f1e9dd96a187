using LiveDashboard.Staff;
using LiveDashboard.Stories.Editing;
using LiveDashboard.Stories.Linking;
using LiveDashboard.Web;
using Microsoft.AspNetCore.Authorization;

namespace LiveDashboard.Stories.Guides.Editing;

/// <summary>One guide: its words, where it belongs, and whether it is public.</summary>
[Authorize(StaffPolicy.View)]
public sealed class GuideEditModel(Visit visit, GuideStore store, Places places)
    : ToldEditModel<Guide, GuideForm>(visit, store, places);
