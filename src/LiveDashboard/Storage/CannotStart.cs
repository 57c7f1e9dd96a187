namespace LiveDashboard.Storage;

/// <summary>
/// The program refuses to go on, and says in one sentence what is wrong and what to do. The command line prints the
/// sentence and exits with 1; there is no stack trace to read.
/// </summary>
public sealed class CannotStartException(string sentence, Exception? cause = null) : Exception(sentence, cause);
