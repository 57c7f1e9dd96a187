using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LiveDashboard.Figures;
using LiveDashboard.Tests.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace LiveDashboard.Tests.Figures;

public sealed class FigureMetricsTests
{
    [Fact]
    public async Task An_operator_sees_viewers_frames_refusals_and_the_beat()
    {
        var seen = new ConcurrentDictionary<string, double>();
        await using var app = await DashboardApp.Start(
            settings: ["--Live:Connections", "1"],
            with: services => services.AddSingleton<IFigureSource>(new Counter()));
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == FigureMetrics.MeterName
                    && instrument.Meter.Scope == app.Get<IMeterFactory>())
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            seen.AddOrUpdate(
                instrument.Name["livedashboard.".Length..] + (tags.Length > 0 ? $" {tags[0].Value}" : ""),
                value, (_, before) => before + value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        await using var live = await app.Live();
        await live.Watch(Counter.BoardName);
        using var refused = await RawViewer.Try(app.Address);
        app.Get<FigureSignal>().Changed("counter");
        Assert.True(await Task.Run(() => SpinWait.SpinUntil(
            () => seen.ContainsKey("beat.lag") && seen.ContainsKey("beat.measuring"), LiveClient.Patience)));
        Assert.Equal((1, 1, 1), (seen["viewers"], seen["connections.accepted"], seen["connections.refused full"]));
        Assert.True(seen["figures.measured"] >= 1);
    }
}
