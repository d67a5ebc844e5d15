package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HostEntry;
import software.amazon.awssdk.services.ecs.model.SystemControl;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.UlimitName;
import tools.jackson.databind.JsonNode;

/// The rest of what a container definition says: names, limits, rights and terminals, each as the
/// container finds it or as Docker shows it.
@ExtendWith(SharedArgosy.class)
class EngineSettingsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Clients aws;

  EngineSettingsTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void namesAreResolvedAsTheDefinitionSays() throws Exception {
    String id =
        run(
            staying("names")
                .hostname("argo")
                .dnsServers("192.0.2.53")
                .dnsSearchDomains("colchis.example")
                .extraHosts(HostEntry.builder().hostname("fleece").ipAddress("192.0.2.7").build()));
    assertEquals("argo", Docker.inside(id, "hostname"));
    String resolver = Docker.inside(id, "cat /etc/resolv.conf");
    assertTrue(resolver.contains("nameserver 192.0.2.53"), resolver);
    assertTrue(resolver.contains("search colchis.example"), resolver);
    String hosts = Docker.inside(id, "grep fleece /etc/hosts");
    assertEquals("192.0.2.7 fleece", hosts.replaceAll("\\s+", " "));
  }

  @Test
  void whatNobodyWantsToReadIsNotKept() throws Exception {
    String id = run(staying("mute").logConfiguration(it -> it.logDriver("none")));
    assertEquals("none", Docker.inspect(id).at("/HostConfig/LogConfig/Type").asString());
  }

  @Test
  void limitsAndControlsHoldInside() throws Exception {
    String id =
        run(
            staying("limits")
                .ulimits(
                    Ulimit.builder()
                        .name(UlimitName.NOFILE)
                        .softLimit(512)
                        .hardLimit(1_024)
                        .build())
                .systemControls(
                    SystemControl.builder().namespace("net.core.somaxconn").value("321").build()));
    assertEquals("512 1024", Docker.inside(id, "echo $(ulimit -Sn) $(ulimit -Hn)"));
    assertEquals("321", Docker.inside(id, "cat /proc/sys/net/core/somaxconn"));
  }

  @Test
  void rightsAreThoseOfTheDefinition() throws Exception {
    String usual = run(staying("usual"));
    String guarded =
        run(
            staying("guarded")
                .readonlyRootFilesystem(true)
                .dockerSecurityOptions("no-new-privileges"));
    assertEquals("0", status(usual, "NoNewPrivs"));
    assertEquals("1", status(guarded, "NoNewPrivs"));
    assertEquals("yes", Docker.inside(usual, "touch /mine && echo yes"));
    assertEquals("no", Docker.inside(guarded, "touch /mine 2>/dev/null || echo no"));
  }

  @Test
  void aTerminalAndAnOpenInputAreThereIfTheyAreWanted() throws Exception {
    String script = "[ -t 1 ] && echo terminal || echo none; read line; " + Definitions.STAY;
    String with = run(Definitions.shell("with", script).interactive(true).pseudoTerminal(true));
    String without = run(Definitions.shell("without", script));
    Await.until(SOON, "it says so", () -> Docker.logs(with).strip().equals("terminal"));
    Await.until(SOON, "it says so", () -> Docker.logs(without).strip().equals("none"));
    assertTrue(Docker.inspect(with).at("/Config/OpenStdin").asBoolean());
    assertEquals("/dev/null", Docker.inside(without, "readlink /proc/1/fd/0"), "no input");
  }

  @Test
  void labelsAreTheContainersAndNetworkingCanBeOff() throws Exception {
    String id = run(staying("apart").disableNetworking(true).dockerLabels(Map.of("crew", "fifty")));
    assertEquals("fifty", Docker.inspect(id).at("/Config/Labels/crew").asString());
    assertEquals("lo", Docker.inside(id, "ip -o link show up | cut -d: -f2").strip());
  }

  @Test
  void theContainersOfATaskShareItsMemory() throws Exception {
    var definition =
        Definitions.of(
                "together",
                Definitions.shell("one", Definitions.STAY).memory(null).memoryReservation(8),
                Definitions.shell("two", Definitions.STAY).memory(null).memoryReservation(8))
            .toBuilder()
            .cpu("256")
            .memory("64")
            .build();
    Task task = aws.running(aws.run(definition));
    for (Container container : task.containers()) {
      JsonNode host = Docker.inspect(container.runtimeId()).path("HostConfig");
      String parent = host.path("CgroupParent").asString();
      Path group = Path.of("/sys/fs/cgroup/memory" + parent + "/memory.limit_in_bytes");
      long limit =
          Files.exists(group)
              ? Long.parseLong(Files.readString(group).strip())
              : host.path("Memory").asLong();
      assertEquals(64L << 20, limit, parent);
    }
  }

  @Test
  void whatWaitsForAnEndStartsAfterAnyEnd() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "complete",
                    Definitions.shell("web", Definitions.STAY)
                        .dependsOn(
                            ContainerDependency.builder()
                                .containerName("init")
                                .condition(ContainerCondition.COMPLETE)
                                .build()),
                    Definitions.shell("init", "exit 3").essential(false))));
    JsonNode web = Docker.inspect(id(task, "web"));
    JsonNode init = Docker.inspect(id(task, "init"));
    assertEquals(3, init.at("/State/ExitCode").asInt());
    Instant end = Instant.parse(init.at("/State/FinishedAt").asString());
    assertTrue(end.isBefore(Instant.parse(web.at("/State/StartedAt").asString())));
  }

  @Test
  void aHealthCheckIsDockersOwn() throws Exception {
    String id =
        run(
            staying("checked")
                .healthCheck(it ->
                    it.command(List.of("CMD-SHELL", "true"))
                        .interval(7)
                        .timeout(3)
                        .retries(2)
                        .startPeriod(11)));
    JsonNode check = Docker.inspect(id).at("/Config/Healthcheck");
    assertEquals("[\"CMD-SHELL\",\"true\"]", check.path("Test").toString());
    assertEquals(Duration.ofSeconds(7).toNanos(), check.path("Interval").asLong());
    assertEquals(Duration.ofSeconds(3).toNanos(), check.path("Timeout").asLong());
    assertEquals(Duration.ofSeconds(11).toNanos(), check.path("StartPeriod").asLong());
    assertEquals(2, check.path("Retries").asInt());
  }

  private static ContainerDefinition.Builder staying(String name) {
    return Definitions.shell(name, Definitions.STAY);
  }

  /// Runs a task of one container, and answers its id.
  private String run(ContainerDefinition.Builder container) {
    Task task = aws.run(Definitions.of("engine-settings", container));
    return aws.running(task).containers().getFirst().runtimeId();
  }

  private static String id(Task task, String name) {
    return Clients.container(task, name).runtimeId();
  }

  private static String status(String id, String name) throws Exception {
    return Docker.inside(id, "grep " + name + " /proc/1/status").split("\\s+", 2)[1];
  }
}
