package argosy.server;

import argosy.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of the Java program; the launcher `argosy` is its front.
@Command(
    name = "argosy",
    description = "Amazon ECS on your own machines.",
    mixinStandardHelpOptions = true)
public final class Main {

  /// In the order of the help.
  private static final SequencedMap<String, Class<?>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("up", Up.class);
    VERBS.put("agent", AgentCommand.class);
    VERBS.put("join-token", JoinTokenCommand.class);
    VERBS.put("host", HostCommand.class);
    VERBS.put("down", Down.class);
    VERBS.put("status", Status.class);
    VERBS.put("metrics-token", MetricsToken.class);
    VERBS.put("env", Env.class);
    VERBS.put("run", Run.class);
    VERBS.put("ps", Ps.class);
    VERBS.put("stop", StopCommand.class);
    VERBS.put("spot", SpotCommand.class);
    VERBS.put("logs", Logs.class);
    VERBS.put("account", AccountCommand.class);
    VERBS.put("backup", Backup.class);
    VERBS.put("restore", Restore.class);
    VERBS.put("tune", Tune.class);
    VERBS.put("exercise", Exercise.class);
  }

  private Main() {}

  /// The version of the jar that runs.
  static String version() {
    String packed = Main.class.getPackage().getImplementationVersion();
    return packed == null ? "unpacked" : packed;
  }

  /// Runs one verb and ends with its exit code: 0 if it went well, 1 if not, 2 for a wrong word.
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("up")) {
      HeadStart.begin();
    }
    System.exit(
        commandLine(args)
            .setExecutionExceptionHandler((fault, line, _) -> complain(fault, line.getErr()))
            .execute(args));
  }

  /// Knows the verb that is asked for, or all if it is none of them: picocli takes milliseconds to
  /// look through each.
  private static CommandLine commandLine(String... args) {
    var line = new CommandLine(new Main());
    Class<?> asked = args.length == 0 ? null : VERBS.get(args[0]);
    if (asked == null) {
      VERBS.forEach(line::addSubcommand);
    } else {
      line.addSubcommand(args[0], asked);
    }
    return line;
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
