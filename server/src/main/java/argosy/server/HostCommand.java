package argosy.server;

import argosy.server.hosts.LocalHost;
import argosy.server.hosts.LocalHosts;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What may happen to a host, done to those of this machine.
@Command(
    description = "The hosts on this machine: list, start, kill, cut off and mend them, look in.",
    subcommands = {
      HostCommand.ListAll.class,
      HostCommand.Start.class,
      HostCommand.Kill.class,
      HostCommand.Cut.class,
      HostCommand.Mend.class,
      HostCommand.Exec.class
    })
final class HostCommand {

  private HostCommand() {}

  private static LocalHosts hosts(Place place) throws IOException {
    Optional<LocalHosts> hosts = LocalHosts.of(place.folder());
    return hosts.orElseThrow(() ->
        new Complaint(
            "there are no hosts on this machine beside itself; argosy up --hosts 3 makes three."));
  }

  @Command(name = "list", description = "Show the hosts, and how they are.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Place place = new Place();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      LocalHosts hosts = hosts(place);
      var columns = new Columns("host", "zone", "address", "state");
      for (LocalHost host : hosts.all()) {
        columns.add(
            host.name(),
            host.zone(hosts.region()),
            host.address(),
            host.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
      columns.lines(Integer.MAX_VALUE - 1).stream().skip(1).forEach(out::println);
      out.flush();
      return 0;
    }
  }

  /// What one host is named by.
  abstract static class OfOne implements Callable<Integer> {
    @Mixin private Place place = new Place();

    @Parameters(paramLabel = "HOST", description = "Its name: argosy host list shows them.")
    private String name = "";

    abstract void act(LocalHosts hosts, LocalHost host) throws Exception;

    Place place() {
      return place;
    }

    @Override
    public Integer call() throws Exception {
      LocalHosts hosts = hosts(place);
      act(hosts, hosts.named(name));
      return 0;
    }
  }

  @Command(name = "start", description = "Start what of a host doesn't run.")
  static final class Start extends OfOne {
    private static final Duration STARTED_MAX = Duration.ofSeconds(60);

    @Override
    void act(LocalHosts hosts, LocalHost host) throws Exception {
      hosts.start(host, LocalHosting.credentials(place().folder()));
      if (!Wait.until(STARTED_MAX, host::answers)) {
        throw new Complaint(
            "the Docker Engine of " + host.name() + " does not start; see " + host.log("dockerd"));
      }
    }
  }

  @Command(name = "kill", description = "End a host at once, as the loss of power does.")
  static final class Kill extends OfOne {
    @Option(names = "--agent", description = "Its agent alone.")
    private boolean agent;

    @Option(names = "--engine", description = "Its Docker Engine alone.")
    private boolean engine;

    @Override
    void act(LocalHosts hosts, LocalHost host) throws IOException {
      if (agent) {
        host.killAgent();
      }
      if (engine) {
        host.killEngine();
      }
      if (!agent && !engine) {
        host.kill();
      }
    }
  }

  @Command(name = "cut", description = "Cut a host off, as a broken switch does.")
  static final class Cut extends OfOne {
    @Override
    void act(LocalHosts hosts, LocalHost host) throws IOException {
      host.cut();
    }
  }

  @Command(name = "mend", description = "Connect a host again that was cut off.")
  static final class Mend extends OfOne {
    @Override
    void act(LocalHosts hosts, LocalHost host) throws IOException {
      host.mend();
    }
  }

  @Command(
      name = "exec",
      description = "Run a command in a host, such as: argosy host exec host-1 docker ps")
  static final class Exec implements Callable<Integer> {
    @Mixin private Place place = new Place();

    /// What comes after the host's name is the command's.
    @Spec
    void parse(CommandSpec own) {
      own.parser().stopAtPositional(true);
    }

    @Parameters(index = "0", paramLabel = "HOST")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND")
    private List<String> command = List.of();

    @Override
    public Integer call() throws Exception {
      LocalHost host = hosts(place).named(name);
      var words = new ArrayList<>(host.into());
      words.addAll(command);
      var builder = new ProcessBuilder(words).inheritIO();
      builder.environment().putAll(host.environment());
      return builder.start().waitFor();
    }
  }
}
