package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.DaemonContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonDeployment;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.DaemonNotFoundException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/// What runs once on each host: a managed daemon, and a service of the strategy DAEMON.
@ExtendWith(SharedArgosy.class)
class DaemonsTest {
  private static final String PROVIDER = "watched";
  private static final String GROUP =
      "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/watched";

  private final Clients aws;
  private final Services services;

  DaemonsTest(Clients aws) {
    this.aws = aws;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @Test
  void aServiceOfDaemonsHasOneTaskOnTheHost() throws Exception {
    String definition = services.register("per-host", Services.stays());
    Service made =
        aws.ecs()
            .createService(it ->
                it.serviceName("per-host").taskDefinition(definition).schedulingStrategy("DAEMON"))
            .service();
    assertEquals("DAEMON", made.schedulingStrategyAsString());
    services.await("per-host", "it runs", it -> services.containers("per-host").size() == 1);
    var first = services.containers("per-host");
    Docker.run("kill", first.iterator().next()).well();
    services.replaced("per-host", first, 1);
  }

  @Test
  void aManagedDaemonComesRollsAndGoes() throws Exception {
    String instance = aws.ecs().listContainerInstances().containerInstanceArns().getFirst();
    aws.ecs()
        .createCapacityProvider(
            it -> it.name(PROVIDER).autoScalingGroupProvider(g -> g.autoScalingGroupArn(GROUP)));
    List<String> before =
        aws.ecs()
            .describeClusters(it -> it.clusters("default"))
            .clusters()
            .getFirst()
            .capacityProviders();
    join(instance, PROVIDER);
    try {
      String first = register("one");
      String daemon =
          aws.ecs()
              .createDaemon(it ->
                  it.daemonName("watcher")
                      .daemonTaskDefinitionArn(first)
                      .capacityProviderArns(PROVIDER))
              .daemonArn();
      succeeds(daemon);
      Task one = only();
      assertEquals("daemon:watcher", one.group());
      String container = one.containers().getFirst().runtimeId();
      assertTrue(Docker.runs(container));

      String second = register("two");
      aws.ecs()
          .updateDaemon(it ->
              it.daemonArn(daemon).daemonTaskDefinitionArn(second).capacityProviderArns(PROVIDER));
      succeeds(daemon);
      assertFalse(Docker.runs(container));
      Task two = only();
      assertNotEquals(one.taskArn(), two.taskArn());

      aws.ecs().deleteDaemon(it -> it.daemonArn(daemon));
      Await.some(Services.PATIENCE, "the daemon is gone", () -> gone(daemon));
      assertEquals(List.of(), tasks());
      assertFalse(Docker.runs(two.containers().getFirst().runtimeId()));
    } finally {
      leave(instance, before);
    }
  }

  /// Makes the host one of a capacity provider, which then belongs to the cluster too.
  private void join(String instance, String provider) {
    aws.ecs()
        .putClusterCapacityProviders(it ->
            it.cluster("default")
                .capacityProviders(provider)
                .defaultCapacityProviderStrategy(List.of()));
    aws.ecs().putAttributes(it -> it.attributes(provider(instance).value(provider).build()));
  }

  private static Attribute.Builder provider(String instance) {
    return Attribute.builder().name("argosy.capacity-provider").targetId(instance);
  }

  private void leave(String instance, List<String> before) {
    aws.ecs().deleteAttributes(it -> it.attributes(provider(instance).build()));
    aws.ecs()
        .putClusterCapacityProviders(it ->
            it.cluster("default")
                .capacityProviders(before)
                .defaultCapacityProviderStrategy(List.of()));
    aws.ecs().deleteCapacityProvider(it -> it.capacityProvider(PROVIDER));
  }

  private String register(String note) {
    var container =
        DaemonContainerDefinition.builder()
            .name("watch")
            .image("argosy/toolbox:1")
            .memory(32)
            .stopTimeout(2)
            .entryPoint("sh", "-c")
            .command("echo " + note + "; " + Definitions.STAY)
            .build();
    return aws.ecs()
        .registerDaemonTaskDefinition(it -> it.family("watcher").containerDefinitions(container))
        .daemonTaskDefinitionArn();
  }

  private void succeeds(String daemon) throws Exception {
    String arn = aws.ecs().describeDaemon(it -> it.daemonArn(daemon)).daemon().deploymentArn();
    Await.some(
        Services.PATIENCE,
        "the deployment of the daemon succeeds",
        () -> Optional.of(deployment(arn)).filter(DaemonsTest::isDone));
  }

  private Optional<DaemonNotFoundException> gone(String daemon) {
    try {
      aws.ecs().describeDaemon(it -> it.daemonArn(daemon));
      return Optional.empty();
    } catch (DaemonNotFoundException e) {
      return Optional.of(e);
    }
  }

  private DaemonDeployment deployment(String arn) {
    return aws.ecs()
        .describeDaemonDeployments(it -> it.daemonDeploymentArns(arn))
        .daemonDeployments()
        .getFirst();
  }

  private static boolean isDone(DaemonDeployment deployment) {
    return deployment.status() == DaemonDeploymentStatus.SUCCESSFUL;
  }

  private List<Task> tasks() {
    List<String> arns = aws.ecs().listTasks().taskArns();
    return arns.isEmpty()
        ? List.of()
        : aws.describe(arns).stream().filter(t -> t.group().equals("daemon:watcher")).toList();
  }

  private Task only() {
    List<Task> all = tasks();
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }
}
