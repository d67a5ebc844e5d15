package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;

/// Where a task's ports end up in each network mode. (Dynamic ports: [RunATaskTest].)
@ExtendWith(SharedArgosy.class)
class NetworkModesTest {
  private final Clients aws;

  NetworkModesTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void bridgePublishesAFixedPortOnLoopback() throws Exception {
    int port = Argosy.freePort();
    Task task = aws.running(aws.run(Definitions.of("fixed", Definitions.webserver(port))));
    Container web = task.containers().getFirst();
    NetworkBinding binding = web.networkBindings().getFirst();
    assertEquals(port, binding.hostPort());
    assertTrue(Pages.read(port).contains(web.runtimeId().substring(0, 12)));
    assertEquals(
        "127.0.0.1",
        Docker.inspect(web.runtimeId()).at("/NetworkSettings/Ports/80~1tcp/0/HostIp").asString());
  }

  @Test
  void aRangeOfPortsIsOneOfTheHostOfTheSameLength() throws Exception {
    String arn =
        aws.register(
            Definitions.of(
                "range",
                Definitions.small("web", "argosy/webserver:1")
                    .environment(Definitions.variable("PORT", "8002"))
                    .portMappings(PortMapping.builder().containerPortRange("8000-8004").build())));
    List<Task> tasks = aws.running(aws.run(it -> it.taskDefinition(arn).count(2)));
    for (Task task : tasks) {
      Container web = task.containers().getFirst();
      assertEquals(1, web.networkBindings().size(), web.networkBindings()::toString);
      NetworkBinding binding = web.networkBindings().getFirst();
      assertEquals("8000-8004", binding.containerPortRange());
      String[] ends = binding.hostPortRange().split("-", 2);
      int first = Integer.parseInt(ends[0]);
      assertEquals(first + 4, Integer.parseInt(ends[1]));
      assertTrue(Pages.read(first + 2).contains(web.runtimeId().substring(0, 12)));
      for (int i = 0; i < 5; i++) {
        String at = "/NetworkSettings/Ports/" + (8000 + i) + "~1tcp/0/HostPort";
        assertEquals(first + i, Docker.inspect(web.runtimeId()).at(at).asInt());
      }
    }
  }

  @Test
  void hostIsTheMachinesOwnNetwork() throws Exception {
    int port = Argosy.freePort();
    var web =
        Definitions.small("web", "argosy/webserver:1")
            .environment(Definitions.variable("PORT", "" + port))
            .portMappings(Definitions.port(port, port));
    Task task = aws.running(aws.run(Definitions.of("on-host", NetworkMode.HOST, web)));
    assertTrue(Pages.read(port).contains("" + port));
    Container container = task.containers().getFirst();
    assertEquals(
        List.of(port), container.networkBindings().stream().map(NetworkBinding::hostPort).toList());
    assertEquals(
        "host", Docker.inspect(container.runtimeId()).at("/HostConfig/NetworkMode").asString());
  }

  @Test
  void noneHasLoopbackOnly() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "alone", NetworkMode.NONE, Definitions.shell("alone", Definitions.STAY))));
    Container alone = task.containers().getFirst();
    assertEquals(List.of(), alone.networkBindings());
    assertEquals(
        "none", Docker.inspect(alone.runtimeId()).at("/HostConfig/NetworkMode").asString());
    String up = Docker.inside(alone.runtimeId(), "ip -o link show up | cut -d: -f2");
    assertEquals("lo", up.strip());
  }

  @Test
  void aContainerReachesAnotherByTheNameOfItsLink() throws Exception {
    Task task =
        aws.running(
            aws.run(
                Definitions.of(
                    "linked",
                    Definitions.shell("visitor", Definitions.STAY).links("web:page"),
                    Definitions.webserver(0))));
    Container visitor = Clients.container(task, "visitor");
    Container web = Clients.container(task, "web");
    Pages.read(web.networkBindings().getFirst());
    String page = Docker.inside(visitor.runtimeId(), "wget -q -O - http://page/");
    assertTrue(page.contains(web.runtimeId().substring(0, 12)), page);
  }
}
