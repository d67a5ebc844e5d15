package argosy.server;

import argosy.agent.runtime.docker.OciRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tells this machine's Docker Engine of our OCI runtime, with which containers start faster. The
/// engine reads its configuration again; nothing is restarted.
@Command(description = "Teach this machine's Docker Engine to start containers faster.")
final class Tune implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path CONFIGURATION = Path.of("/etc/docker/daemon.json");
  private static final Path PROCESS = Path.of("/var/run/docker.pid");
  private static final String RUNTIMES = "runtimes";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--undo", description = "Take the runtime away again.")
  private boolean undo;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println(undo ? untuned() : tuned());
    out.flush();
    return 0;
  }

  private static String tuned() throws IOException, InterruptedException {
    if (Engine.runtimes().contains(OciRuntime.NAME)) {
      return "Docker Engine has the runtime already.";
    }
    tell(changed(read(), false));
    return "Docker Engine has the runtime "
        + OciRuntime.NAME
        + "; agents use it from their next start on.";
  }

  private static String untuned() throws IOException, InterruptedException {
    List<String> started = Engine.startedBy(OciRuntime.NAME);
    if (!started.isEmpty()) {
      throw new Complaint(
          "these containers were started by the runtime and can't be stopped without it; remove"
              + " them first: "
              + String.join(" ", started));
    }
    tell(changed(read(), true));
    return "Docker Engine forgets the runtime with its next start at the latest.";
  }

  private static void tell(Optional<String> configuration)
      throws IOException, InterruptedException {
    if (configuration.isPresent()) {
      write(configuration.get());
    }
    reload();
  }

  /// What the configuration has to say instead; empty if it does already.
  ///
  /// @throws Complaint if it is no JSON object
  static Optional<String> changed(String configuration, boolean undo) {
    ObjectNode all = parse(configuration);
    JsonNode before = all.path(RUNTIMES).path(OciRuntime.NAME).path("path");
    if (before.asString("").equals(undo ? "" : OciRuntime.PATH.toString())) {
      return Optional.empty();
    }
    ObjectNode runtimes = all.withObjectProperty(RUNTIMES);
    if (undo) {
      runtimes.remove(OciRuntime.NAME);
    } else {
      runtimes.putObject(OciRuntime.NAME).put("path", OciRuntime.PATH.toString());
    }
    if (runtimes.isEmpty()) {
      all.remove(RUNTIMES);
    }
    return Optional.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
  }

  private static ObjectNode parse(String configuration) {
    try {
      if (configuration.isBlank()) {
        return JSON.createObjectNode();
      }
      if (JSON.readTree(configuration) instanceof ObjectNode all) {
        return all;
      }
      throw new Complaint(CONFIGURATION + " is no JSON object; Docker Engine wouldn't read it.");
    } catch (JacksonException e) {
      throw new Complaint(CONFIGURATION + " is no JSON: " + e.getOriginalMessage());
    }
  }

  private static String read() throws IOException {
    return Files.exists(CONFIGURATION) ? Files.readString(CONFIGURATION) : "";
  }

  private static void write(String configuration) throws IOException {
    Files.createDirectories(CONFIGURATION.getParent());
    Path fresh = CONFIGURATION.resolveSibling("daemon.json.new");
    Files.writeString(fresh, configuration);
    Files.move(fresh, CONFIGURATION, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Docker Engine reads its runtimes again when it gets SIGHUP.
  private static void reload() throws IOException, InterruptedException {
    if (!Files.exists(PROCESS)) {
      throw new Complaint(
          CONFIGURATION + " says it now, but no Docker Engine runs here that could read it.");
    }
    String pid = Files.readString(PROCESS).strip();
    Process signal = new ProcessBuilder(List.of("kill", "-HUP", pid)).inheritIO().start();
    if (signal.waitFor() != 0) {
      throw new Complaint("process " + pid + " of Docker Engine could not be told.");
    }
  }
}
