using LiveDashboard.Figures;
using LiveDashboard.Figures.Boards;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace LiveDashboard.Web;

/// <summary>
/// One request for a page: in which language, about which provider, at which state of the board. The state is taken
/// once, so that everything on the page is of one version.
/// </summary>
public sealed class Visit(
    IHttpContextAccessor http, FigureBoards boards, StationTime station, IOptions<ProviderOptions> provider)
{
    /// <summary>The board that residents see.</summary>
    public const string BoardName = "home";

    private readonly HttpRequest _request = http.HttpContext!.Request;
    private IReadOnlyDictionary<string, Figure> _otherwise = new Dictionary<string, Figure>();

    public Language Language { get; private set; } = LanguageOf(http.HttpContext!.Request);
    public ProviderOptions Provider => provider.Value;
    public BoardState? Board { get; private set; } = boards.Find(BoardName);

    /// <summary>The board that the page watches.</summary>
    public string Watched { get; private set; } = BoardName;

    /// <summary>Makes another board the page's own; figures that it lacks are still those of the home page.</summary>
    public void Watch(string board) => (Watched, Board) = (board, boards.Find(board));

    /// <summary>When the figures of this page were measured, station time.</summary>
    public DateTimeOffset AsAt => station.At(Board?.At ?? station.Now);

    /// <summary>The day of <see cref="AsAt"/>.</summary>
    public DateOnly AsOn => DateOnly.FromDateTime(AsAt.DateTime);

    public DateOnly Today => station.Today;

    /// <summary>What follows is in this language: of a screen that shows several, or is set to one.</summary>
    public void Speak(Language language) => Language = language;

    /// <summary>The address of a page of this site, in this language or another: <c>/fr/method</c>.</summary>
    public string Link(string page = "", Language? language = null) => $"/{(language ?? Language).Code}{page}";

    /// <summary>This page in another language, as a path.</summary>
    public string Here(Language language)
    {
        var path = PathOf(_request);
        return Language.Find(FirstSegment(path)) is { } here
            ? Link(path[(here.Code.Length + 1)..], language)
            : Link("", language);
    }

    /// <summary>An address with scheme and host, as search engines want it.</summary>
    public string Absolute(string path) => $"{_request.Scheme}://{_request.Host}{path}";

    /// <summary>Says what stands in the places of figures that were never measured.</summary>
    public void Otherwise(IEnumerable<Figure> figures) => _otherwise = figures.ToDictionary(figure => figure.Key);

    /// <summary>A figure of the board; before it was measured, what the page says otherwise.</summary>
    public Figure? Find(string key) => Board?.Find(Language, key) ?? _otherwise.GetValueOrDefault(key)
        ?? (Watched == BoardName ? null : boards.Find(BoardName)?.Find(Language, key));

    /// <summary>
    /// The language that an address names, or that the reader has chosen for an account, or else the first that the
    /// reader's browser asks for.
    /// </summary>
    public static Language LanguageOf(HttpRequest request) =>
        Language.Find(FirstSegment(PathOf(request))) ?? request.HttpContext.Features.Get<Language>()
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(asked => asked.Quality ?? 1)
            .Select(asked => Language.Find(asked.Value.Value?.Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(language => language is not null) ?? Language.English;

    /// <summary>What was asked for, also where another page answers in its place.</summary>
    private static string PathOf(HttpRequest request) =>
        request.HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? request.Path.Value ?? "";

    private static string FirstSegment(string path) => path.Split('/', 3) is ["", var first, ..] ? first : "";
}
