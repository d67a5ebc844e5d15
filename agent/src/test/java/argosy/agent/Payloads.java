package argosy.agent;

import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage.PayloadMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Container;
import argosy.wire.acs.PayloadTask.Dependency;
import argosy.wire.acs.PayloadTask.DockerConfig;
import argosy.wire.acs.PayloadTask.RestartPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tasks for tests, with only what matters said.
public final class Payloads {
  private Payloads() {}

  public static String arn(String id) {
    return "arn:aws:ecs:us-east-1:000000000000:task/default/" + id;
  }

  public static PayloadTask task(String id, Container... containers) {
    return new PayloadTask(
        arn(id),
        "web",
        "7",
        "RUNNING",
        "bridge",
        List.of(containers),
        List.of(),
        null,
        null,
        "EC2",
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  /// A task with an address of its own.
  public static PayloadTask wired(String id, Container... containers) {
    PayloadTask plain = task(id, containers);
    return new PayloadTask(
        plain.arn(),
        plain.family(),
        plain.version(),
        plain.desiredStatus(),
        "awsvpc",
        plain.containers(),
        List.of(),
        null,
        null,
        "EC2",
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(
            new PayloadTask.NetworkInterface(
                "arn:aws:ecs:us-east-1:000000000000:attachment/a",
                "eni-1",
                "vpc-1",
                "02:00:00:00:00:01",
                List.of(new PayloadTask.Ipv4Address(true, "10.0.0.5")),
                "10.0.0.1/24",
                List.of("ec2.internal"),
                List.of("10.0.0.2"),
                "ip-10-0-0-5.ec2.internal")),
        null);
  }

  public static PayloadTask stopped(PayloadTask task) {
    return new PayloadTask(
        task.arn(),
        task.family(),
        task.version(),
        "STOPPED",
        task.networkMode(),
        task.containers(),
        task.volumes(),
        task.cpu(),
        task.memory(),
        task.launchType(),
        task.group(),
        task.pidMode(),
        task.ipcMode(),
        task.roleCredentials(),
        task.executionRoleCredentials(),
        task.associations(),
        task.elasticNetworkInterfaces(),
        task.ephemeralStorage());
  }

  public static Container container(String name, String... links) {
    return container(name, true, links);
  }

  public static Container container(String name, boolean essential, String... links) {
    return new Container(
        name,
        name + ":1",
        List.of(),
        List.of(),
        0,
        0,
        essential,
        Map.of(),
        List.of(),
        List.of(),
        List.of(links),
        null,
        null,
        null,
        new DockerConfig("1.22", "{}", "{}"),
        List.of(),
        null,
        null,
        List.of(),
        null,
        List.of());
  }

  /// A container that waits for others.
  public static Container waiting(Container container, Dependency... dependencies) {
    return with(
        container,
        List.of(dependencies),
        container.startTimeout(),
        container.healthCheckType(),
        container.restartPolicy());
  }

  /// A container with a health check of the engine.
  public static Container checked(Container container, @Nullable Integer startTimeout) {
    return with(
        container, container.dependsOn(), startTimeout, "docker", container.restartPolicy());
  }

  public static Container restarted(Container container, RestartPolicy policy) {
    return with(
        container,
        container.dependsOn(),
        container.startTimeout(),
        container.healthCheckType(),
        policy);
  }

  private static Container with(
      Container container,
      List<Dependency> dependencies,
      @Nullable Integer startTimeout,
      @Nullable String healthCheckType,
      @Nullable RestartPolicy policy) {
    return new Container(
        container.name(),
        container.image(),
        container.command(),
        container.entryPoint(),
        container.cpu(),
        container.memory(),
        container.essential(),
        container.environment(),
        container.portMappings(),
        container.mountPoints(),
        container.links(),
        container.stopTimeout(),
        container.overrides(),
        container.containerArn(),
        container.dockerConfig(),
        dependencies,
        startTimeout,
        healthCheckType,
        container.volumesFrom(),
        policy,
        container.environmentFiles());
  }

  static String message(String id, String instance, PayloadTask... tasks) {
    return AcsFrame.encode(new PayloadMessage(id, "default", instance, 1, 1, List.of(tasks)));
  }
}
