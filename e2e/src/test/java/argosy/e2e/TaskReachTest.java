package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/// From inside a task with an address of its own, which may go anywhere, there is no way to what
/// isn't its own: other tasks' metadata and credentials, agents, engines, the control plane's data.
class TaskReachTest {
  private static final String HERE = "http://169.254.170.2";

  /// Of agents, of Docker Engine, of SSH, and of those who keep state.
  private static final List<Integer> PORTS = List.of(51_678, 51_679, 2_375, 2_376, 22, 5_432);

  /// Less than Docker's own command line gets.
  private static final int ANSWERED_SECONDS_MAX = 50;

  private static LocalHosts hosts;
  private static Task thief;
  private static Task near;
  private static Task far;

  @BeforeAll
  static void start() throws Exception {
    hosts = LocalHosts.start(2);
    String account = hosts.aws().sts().getCallerIdentity().account();
    String definition =
        hosts
            .aws()
            .register(
                LocalHosts.awsvpc("reach", Definitions.webserver(80)).toBuilder()
                    .requiresCompatibilitiesWithStrings("FARGATE")
                    .cpu("256")
                    .memory("512")
                    .taskRoleArn("arn:aws:iam::" + account + ":role/reach")
                    .build());
    thief = in(definition, "a");
    near = in(definition, "a");
    far = in(definition, "b");
  }

  private static Task in(String definition, String zone) {
    return hosts
        .aws()
        .running(
            hosts
                .aws()
                .run(it ->
                    it.taskDefinition(definition)
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(n ->
                            n.awsvpcConfiguration(v ->
                                v.subnets(hosts.subnet(zone).subnetId())
                                    .assignPublicIp(AssignPublicIp.ENABLED))))
                .getFirst());
  }

  @AfterAll
  static void stop() throws Exception {
    if (hosts != null) {
      hosts.close();
    }
  }

  private static String asks(Task task, String url) throws Exception {
    return asks(task, url, 3);
  }

  private static String asks(Task task, String url, int seconds) throws Exception {
    String page = "timeout %d wget -qO- %s 2>/dev/null || true".formatted(seconds, url);
    return hosts.inside(task, page);
  }

  private static String variable(Task task, String name) throws Exception {
    return hosts.inside(task, "echo $" + name);
  }

  @Test
  void whatOthersAreToldIsTheirs() throws Exception {
    for (Task owner : List.of(near, far)) {
      String metadata = variable(owner, "ECS_CONTAINER_METADATA_URI_V4");
      String credentials = HERE + variable(owner, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
      for (String page : List.of(metadata, metadata + "/task", metadata + "/stats", credentials)) {
        assertNotEquals("", asks(owner, page, ANSWERED_SECONDS_MAX), page);
        assertEquals("", asks(thief, page), page);
      }
    }
    assertEquals("", asks(thief, "http://169.254.169.254/latest/meta-data/"));
    assertEquals("gone", hosts.inside(thief, "ls /var/run/docker.sock 2>/dev/null || echo gone"));
  }

  @Test
  void noHostAnswersIt() throws Exception {
    Await.until(Services.PATIENCE, "it may go anywhere", () -> hosts.reads(thief, far));
    List<String> addresses = addresses();
    assertTrue(addresses.size() > 3, addresses::toString);
    for (String host : addresses) {
      for (int port : PORTS) {
        String connect = "nc -w 1 " + host + " " + port + " < /dev/null && echo in || echo refused";
        assertEquals("refused", hosts.inside(thief, connect), host + ":" + port);
      }
    }
  }

  /// This machine's and its hosts': between hosts, in the VPC, beside the engines.
  private static List<String> addresses() throws IOException {
    List<String> all =
        new ArrayList<>(
            NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(it -> it.getHostAddress())
                .toList());
    String server = all.stream().filter(it -> it.startsWith("10.214.")).findFirst().orElseThrow();
    String range = server.substring(0, server.lastIndexOf('.') + 1);
    all.addAll(List.of(range + "11", range + "12", "172.17.0.1"));
    return all;
  }

  /// The APIs may be asked, as AWS's may; they believe nobody without a key.
  @Test
  void theServerBelievesNoTask() throws Exception {
    String server =
        addresses().stream().filter(it -> it.startsWith("10.214.")).findFirst().orElseThrow();
    String endpoint = "http://" + server + ":" + hosts.argosy().port();
    String post =
        "wget -O- --header 'Content-Type: application/x-amz-json-1.1'"
            + " --header 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListTasks'"
            + " --post-data '{}' "
            + endpoint
            + " 2>&1 || true";
    String said = hosts.inside(thief, post);
    assertTrue(said.contains("HTTP/1.1 40") || said.contains("refused"), said);
    for (String page : List.of("/_argosy/status", "/_argosy/metrics", "/acs/ws", "/tcs/ws")) {
      assertEquals("", asks(thief, endpoint + page), page);
    }
  }
}
