using LiveDashboard.Forums.Polls;
using LiveDashboard.Forums.Questions;
using LiveDashboard.Forums.Rooms;
using LiveDashboard.Web;

namespace LiveDashboard.Forums.Taking;

/// <summary>A participant's page, ready to be shown.</summary>
public sealed class RoomView(Room room, StationTime station, ForumClock clock)
{
    public Room Room => room;
    public string Code { get; init; } = "";
    public string? Tab { private get; init; }
    public string? Said { get; init; }
    public bool IsChanging { private get; init; }

    /// <summary>Why a ballot was refused, in words; null: none was.</summary>
    public string? Problem { get; init; }

    /// <summary>What the form that was refused said.</summary>
    public IReadOnlyList<(string Name, string Value)>? Typed { private get; init; }

    /// <summary>The end of the key of why a question was refused; null: none was.</summary>
    public string? AskProblem { get; init; }

    /// <summary>The end of the key of why the room's code was not taken; null: none was typed.</summary>
    public string? RoomProblem { get; init; }

    public string Asked { get; init; } = "";

    /// <summary>Makes a form that is sent twice count once.</summary>
    public string Sent { get; } = BallotId.New();

    public DateTimeOffset Now => station.At(clock.GetUtcNow());

    /// <summary>Whether a moderator has stopped this person from sending.</summary>
    public bool IsBanned => room.Me is { BannedAt: not null };

    /// <summary>Whether anything is, or may be, asked.</summary>
    public bool HasQuestions => room.Forum.State == ForumState.Open && room.Me is not null
        && (room.Forum.Asking != Asking.Off || room.Questions.Count > 0);

    /// <summary>Whether the questions are shown, and not what is on.</summary>
    public bool IsAsking => HasQuestions && (Tab == "questions"
        || (Tab is null && room.Poll is null && room.Forum.View == ProjectorView.Questions));

    /// <summary>What the page shows; the end of keys too.</summary>
    public string Step => room switch
    {
        { Forum.State: ForumState.Ended } => "ended",
        { Forum.State: ForumState.Planned } => "planned",
        { Me: null } => "join",
        { Me.BannedAt: not null, Poll: null or { State: not PollState.Revealed }, Promises.Count: 0 } => "banned",
        { Poll: null, Promises.Count: > 0 } => "promises",
        { Poll: null } => "waiting",
        { Poll: { State: PollState.Open, Tier: PollTier.Room }, Me.InRoomAt: null } => "room",
        { Poll.State: PollState.Open } when Problem is not null => "open",
        { Poll.State: PollState.Open } => room.Own.HasVoted && !(IsChanging && MayChange) ? "sent" : "open",
        { Poll.State: PollState.Closed } => "closed",
        _ => room.Result is null ? "suppressed" : "revealed",
    };

    /// <summary>Whether the ballot can be sent anew.</summary>
    public bool MayChange => room is { Poll: { State: PollState.Open, Changeable: 1 }, Own: not { HasVoted: true, Marks: null } };

    /// <summary>A form of the same key asks for the same thing: what was begun in it holds.</summary>
    public string FormKey => $"{room.Poll?.Id} {room.Poll?.Round} {IsChanging}";

    /// <summary>Whether a field of the form holds this value: as it was typed, or as it was sent before.</summary>
    public bool Holds(string name, string value) => Fields.Contains((name, value));

    /// <summary>What a field of the form holds.</summary>
    public string Field(string name) => Fields.FirstOrDefault(field => field.Name == name).Value ?? "";

    /// <summary>When voting closed or closes, station time.</summary>
    public DateTimeOffset? ClosedAt => At(room.Poll?.ClosedAt);

    public DateTimeOffset? ClosesAt => room.Poll?.State == PollState.Open ? At(room.Poll.ClosesAt) : null;

    public DateTimeOffset StartsAt => At(room.Forum.StartsAt)!.Value;

    private IReadOnlyList<(string Name, string Value)> Fields =>
        field ??= Typed ?? (room.Poll is { } poll ? [.. room.Own.Fields(poll)] : []);

    private DateTimeOffset? At(long? time) =>
        time is { } at ? station.At(DateTimeOffset.FromUnixTimeMilliseconds(at)) : null;
}
