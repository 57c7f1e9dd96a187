using System.Reflection;
using System.Text.RegularExpressions;
using LiveDashboard.Tests.Helpers;

namespace LiveDashboard.Tests;

/// <summary>
/// A slice uses the foundations and no other slice; the foundations use no slice (design.md 3). Types of the root
/// namespace tie them together and may use all.
/// </summary>
public sealed partial class SlicesTests
{
    private static readonly string[] Slices =
    [
        "Feedback", "Initiatives", "Events", "Statistics", "Stories", "OpenData", "Subscriptions", "Forums", "Lobby", "Staff",
    ];
    private static readonly string[] Foundations = ["Figures", "Jobs", "Storage", "Web"];

    // Who is signed in, what they may, and the record of what they did: of Staff, all that others use.
    private static readonly string[] SignIn =
    [
        "LiveDashboard.Staff.StaffPolicy", "LiveDashboard.Staff.StaffRole", "LiveDashboard.Staff.StaffClock",
        "LiveDashboard.Staff.StaffWords", "LiveDashboard.Staff.Secret", "LiveDashboard.Staff.Sessions.StaffSession",
        "LiveDashboard.Staff.Sessions.StepUp", "LiveDashboard.Staff.Audit.Actor", "LiveDashboard.Staff.Audit.AuditStore",
        "LiveDashboard.Staff.Audit.AuditKind", "LiveDashboard.Staff.Accounts.MemberStore",
        "LiveDashboard.Staff.Accounts.StaffMember",
    ];

    [Fact]
    public void Types_stay_within_their_slice()
    {
        var strays =
            from type in typeof(Dashboard).Assembly.GetTypes()
            let home = Part(type.Namespace)
            where home is not null
            from used in Used(type).SelectMany(Parts).Select(part => (Type: part, Part: Part(part.Namespace)))
            where used.Part is not null && !MayUse(home, used.Part) && !SignIn.Contains(used.Type.FullName)
            select $"{type} uses {used.Type}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Sources_stay_within_their_slice()
    {
        var strays =
            from file in SourceFiles.Program
            let home = Part(Namespace().Match(file.Text).Groups[1].Value)
            where home is not null
            from Match used in Named().Matches(WithoutComments(file.Text))
            let part = used.Groups[1].Value
            where (Slices.Contains(part) || Foundations.Contains(part)) && !MayUse(home, part)
                && !SignIn.Any(shared => shared[..shared.LastIndexOf('.')] == used.Value) // its types are looked at above
            select $"{file.Name} names {used.Value}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Every_part_of_the_program_is_known_here()
    {
        string[] root = ["Commands"]; // part of the composition root
        Assert.All(
            Directory.GetDirectories(Path.Combine(TestFolder.Repository, "src", "LiveDashboard"))
                .Select(Path.GetFileName)
                .Where(folder => folder is not ("bin" or "obj" or "Properties")),
            folder => Assert.Contains(folder, Slices.Concat(Foundations).Concat(root)));
    }

    private static bool MayUse(string home, string used) => home == used || Foundations.Contains(used);

    private static string? Part(string? name) => name?.Split('.') is ["LiveDashboard", var part, ..]
        && (Slices.Contains(part) || Foundations.Contains(part)) ? part : null;

    private static IEnumerable<Type> Used(Type type)
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
            | BindingFlags.DeclaredOnly;
        if (type.BaseType is { } parent) yield return parent;
        foreach (var implemented in type.GetInterfaces()) yield return implemented;
        foreach (var field in type.GetFields(All)) yield return field.FieldType;
        foreach (var method in type.GetMethods(All))
        {
            yield return method.ReturnType;
            foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? []) yield return local.LocalType;
        }
        foreach (var constructor in type.GetConstructors(All))
            foreach (var parameter in constructor.GetParameters()) yield return parameter.ParameterType;
    }

    /// <summary>The type itself and what it is made of: of a list, also its items' type.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
        (type.HasElementType ? Parts(type.GetElementType()!) : [type])
            .Concat(type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : []);

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bLiveDashboard\.(\w+)(\.\w+)*")]
    private static partial Regex Named();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
