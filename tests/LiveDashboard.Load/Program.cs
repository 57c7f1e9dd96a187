using System.CommandLine;
using LiveDashboard.Load;
using LiveDashboard.Load.Benches;
using LiveDashboard.Load.Forums;
using LiveDashboard.Load.Lobby;
using LiveDashboard.Load.Servers;

// Each command measures one promise of docs/benchmarks.md and prints what it found. None is a test: machines are noisy,
// so figures are medians, and comparisons are made in one run.
var scratch = new Option<string>("--scratch")
{
    Description = "A folder for databases made for the measurement; kept, so that the next run is quicker.",
    DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "livedashboard-load"),
    Recursive = true,
};
var events = new Option<int>("--events") { Description = "Events of the large database.", DefaultValueFactory = _ => 10_000_000 };

var root = new RootCommand("Measures LiveDashboard. Run it in Release: dotnet run -c Release --project tests/LiveDashboard.Load -- COMMAND") { scratch };
root.Add(Command("measure", "Measuring the home board: millions of events of ten years against the demonstration's.",
    (parse, ct) => MeasureBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(events), ct), events));
root.Add(Command("import", "Rows a second of a CSV import into SQLite.", (parse, ct) => ImportBench.Run(parse.GetRequiredValue(scratch), ct)));
root.Add(Command("startup", "From process start to a home page, on an existing database of the demonstration.",
    (parse, ct) => ProcessBench.Startup(parse.GetRequiredValue(scratch), ct)));
var program = new Option<string?>("--published") { Description = "The folder of dotnet publish; otherwise the build beside this project." };
root.Add(Command("memory", "Memory of the demonstration with 100 viewers, on its first start and on a later one.",
    (parse, ct) => ProcessBench.Memory(parse.GetRequiredValue(scratch), parse.GetValue(program), ct), program));
root.Add(Command("frames", "Frames per viewer at 1,000 events a second, beside one push per event.",
    (parse, ct) => FramesBench.Run(parse.GetRequiredValue(scratch), ct)));
var published = new Option<string>("--published") { Description = "The folder of dotnet publish.", Required = true };
root.Add(Command("page", "Compressed size of the first view of the home page and of a participant's, from a published program.",
    (parse, ct) => PageBench.Run(parse.GetRequiredValue(scratch), parse.GetRequiredValue(published), ct), published));
var viewers = new Option<int[]>("--viewers") { Description = "How many viewers.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1000, 5000] };
var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 3 };
var seconds = new Option<int>("--seconds") { Description = "How long each is measured.", DefaultValueFactory = _ => 15 };
root.Add(Command("fan-out", "What a frame costs and a viewer holds, beside a plain hub (F1, M1).",
    (parse, ct) => FanOutBench.Run(parse.GetRequiredValue(scratch), parse.GetRequiredValue(viewers), parse.GetValue(rounds), parse.GetValue(seconds), ct),
    viewers, rounds, seconds));
var many = new Option<int>("--viewers") { Description = "How many viewers.", DefaultValueFactory = _ => 2000 };
var minutes = new Option<int>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 60 };
var clients = new Option<int>("--clients") { Description = "How many send at once.", DefaultValueFactory = _ => 64 };
var turns = new Option<int>("--rounds") { Description = "How often each is measured, in turn.", DefaultValueFactory = _ => 2 };
var five = new Option<int>("--seconds") { Description = "How long each is measured.", DefaultValueFactory = _ => 300 };
var crowd = new Option<int>("--viewers") { Description = "How many viewers.", DefaultValueFactory = _ => 5000 };
root.Add(Command("slow", "What viewers that do not read cost the others (L1).",
    (parse, ct) => SlowViewersBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(many), parse.GetValue(turns), parse.GetValue(five), ct),
    many, turns, five));
root.Add(Command("storm", "Everybody comes back after a kill (R1).",
    (parse, ct) => StormBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(crowd), ct), crowd));
root.Add(Command("ingest", "Durable cases a second over HTTP, beside a transaction each (W1).",
    (parse, ct) => IngestBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(clients), parse.GetValue(rounds), parse.GetValue(seconds), ct),
    clients, rounds, seconds));
var two = new Option<int>("--seconds") { Description = "How long it is measured.", DefaultValueFactory = _ => 120 };
root.Add(Command("idle", "What the program costs while nobody looks.",
    (parse, ct) => ProcessBench.Idle(parse.GetRequiredValue(scratch), parse.GetValue(two), ct), two));
var kills = new Option<int>("--kills") { Description = "How often it is killed.", DefaultValueFactory = _ => 1000 };
var server = new Option<string?>("--server") { Description = "The connection string of a PostgreSQL database that may be filled." };
root.Add(Command("truth", "Killed again and again while systems send: nothing lost, nothing doubled (A1).",
    (parse, ct) => TruthBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(kills), parse.GetValue(server), ct), kills, server));
root.Add(Command("soak", "Viewers come and go for an hour (T1).",
    (parse, ct) => SoakBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(crowd), parse.GetValue(minutes), ct), crowd, minutes));
root.Add(Command("desk", "The staff desk's queue with 10,000 open cases.",
    (parse, ct) => DeskBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(server), ct), server));
root.Add(Command("first-row", "From navigation to the queue's first row in a real browser, with 10,000 open cases, and what the page takes over HTTP.",
    (parse, ct) => FirstRowBench.Run(parse.GetRequiredValue(scratch), ct)));
root.Add(Command("readings", "A reading, the boards, the pages and the recount with 1,000,000 readings, beside 10,000.",
    (parse, ct) => ReadingsBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(server), ct), server));
var voters = new Option<int>("--clients") { Description = "How many vote at once.", DefaultValueFactory = _ => 200 };
var ballots = new Option<int>("--ballots") { Description = "How many in a round.", DefaultValueFactory = _ => 40_000 };
root.Add(Command("votes", "Durable ballots a second over HTTP, beside a transaction each; and 500 phones within 5 s.",
    (parse, ct) => VotesBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(voters), parse.GetValue(rounds), parse.GetValue(ballots), ct),
    voters, rounds, ballots));
root.Add(Command("painted", "From an acknowledged ballot to the big screen in a real browser, in a quiet room and in a crowded one.",
    (parse, ct) => PaintedBench.Run(parse.GetRequiredValue(scratch), ct)));
var screens = new Option<int>("--screens") { Description = "How many lobby screens.", DefaultValueFactory = _ => 200 };
root.Add(Command("lobby", "Lobby screens connected at once: how soon an order is acknowledged, and memory beside as many viewers of the home page.",
    (parse, ct) => LobbyBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(screens), ct), screens));
var patches = new Option<int>("--patches") { Description = "How many changes.", DefaultValueFactory = _ => 360_000 };
root.Add(Command("lobby-soak", "A day of changes, four a second, at a lobby screen in a real browser within an hour.",
    (parse, ct) => LobbySoakBench.Run(parse.GetRequiredValue(scratch), parse.GetValue(patches), parse.GetValue(minutes), ct), patches, minutes));
root.Add(BenchServer.Command());
return await root.Parse(args).InvokeAsync();

static Command Command(string name, string description, Func<ParseResult, CancellationToken, Task> run, params Option[] options)
{
    var command = new Command(name, description);
    foreach (var option in options) command.Add(option);
    command.SetAction(async (parse, ct) =>
    {
        Report.Machine();
        await run(parse, ct);
    });
    return command;
}
