package argosy.server;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says what the server does and what runs here.
@Command(description = "Say what the server does and what runs here.")
final class Status implements Callable<Integer> {
  @Mixin private Place place = new Place();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "As JSON, for programs; all of what text shortens.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<RunningServer> server = RunningServer.read(place.folder());
    if (server.isEmpty()) {
      out.println(
          json
              ? JsonMapper.shared().createObjectNode().putNull("server").toString()
              : "No server runs for " + place.folder() + ".");
      out.flush();
      return 1;
    }
    Client client = Client.of(place, RegionOption.DEFAULT);
    String status = client.status();
    if (json) {
      out.println(status);
    } else {
      JsonNode told = JsonMapper.shared().readTree(status);
      StatusText.server(told, Instant.now()).forEach(out::println);
      StatusText.tasks(told, place).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
