using System.CommandLine;
using LiveDashboard.Commands;

var root = new RootCommand(
    "LiveDashboard: how a security provider answers its community, live. Without a command it serves this instance.")
{
    Shell.Data, Shell.Urls,
    ServeCommand.Create(), DemoCommand.Create(), ImportCommand.Create(), FiguresCommand.Create(),
    TargetCommand.Create(), KeyCommand.Create(), RecountCommand.Create(), CheckCommand.Create(),
    BackupCommand.Create(), RestoreCommand.Create(), JobsCommand.Create(), StaffCommand.Create(),
};
root.SetAction(ServeCommand.Run);
// A stop is a drain and takes up to ten seconds.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(12) };
return await root.Parse(args).InvokeAsync(invocation);
