using LiveDashboard;
var app = Dashboard.Build(args);
await Dashboard.PrepareStorage(app);
await Dashboard.PrepareFigures(app);
await app.RunAsync();
