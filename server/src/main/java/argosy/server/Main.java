package argosy.server;

import argosy.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of the Java program; the launcher `argosy` is its front.
@Command(
    name = "argosy",
    description = "Amazon ECS on your own machines.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Up.class,
      AgentCommand.class,
      Down.class,
      Status.class,
      MetricsToken.class,
      Env.class,
      Run.class,
      Ps.class,
      StopCommand.class,
      Logs.class,
      AccountCommand.class,
      Backup.class,
      Restore.class,
      Exercise.class,
    })
public final class Main {
  private Main() {}

  /// The version of the jar that runs.
  static String version() {
    String packed = Main.class.getPackage().getImplementationVersion();
    return packed == null ? "unpacked" : packed;
  }

  /// Runs one verb and ends with its exit code: 0 if it went well, 1 if not, 2 for a wrong word.
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler((fault, line, _) -> complain(fault, line.getErr()))
            .execute(args));
  }

  /// What went wrong in one sentence; a stack trace only for what is a bug.
  private static int complain(Exception fault, PrintWriter err) {
    if (fault instanceof Complaint
        || fault instanceof IOException
        || fault instanceof Store.StoreFault) {
      err.println("argosy: " + fault.getMessage());
    } else {
      fault.printStackTrace(err);
    }
    err.flush();
    return 1;
  }
}
