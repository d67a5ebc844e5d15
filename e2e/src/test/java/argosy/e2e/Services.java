package argosy.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/// Services of the default cluster, asked for by the SDK.
record Services(Clients aws) {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Goes on until it gets SIGTERM, and is well while this file is there.
  private static final String WELL = "test -e /tmp/well";

  /// A service of a new definition.
  Service create(
      String name,
      int count,
      ContainerDefinition.Builder container,
      Consumer<CreateServiceRequest.Builder> more) {
    String definition = register(name, container);
    return aws.ecs()
        .createService(it ->
            it.serviceName(name).taskDefinition(definition).desiredCount(count).applyMutation(more))
        .service();
  }

  /// The ARN of one more revision of the service's family.
  String register(String name, ContainerDefinition.Builder container) {
    return aws.register(Definitions.of(name, container));
  }

  static ContainerDefinition.Builder stays() {
    return Definitions.shell("app", Definitions.STAY);
  }

  /// Checked every five seconds, the least that ECS takes.
  ///
  /// @param first what it does before it goes on
  static ContainerDefinition.Builder checked(String first) {
    var check = HealthCheck.builder().command("CMD-SHELL", WELL).interval(5).timeout(2).retries(1);
    return Definitions.shell("app", first + "; " + Definitions.STAY).healthCheck(check.build());
  }

  static DeploymentConfiguration limits(int leastPercent, int mostPercent) {
    return DeploymentConfiguration.builder()
        .minimumHealthyPercent(leastPercent)
        .maximumPercent(mostPercent)
        .build();
  }

  Service describe(String name) {
    return aws.ecs().describeServices(it -> it.services(name)).services().getFirst();
  }

  Service await(String name, String what, Predicate<Service> isSo) throws Exception {
    try {
      return Await.some(PATIENCE, what, () -> Optional.of(describe(name)).filter(isSo));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + describe(name), e);
    }
  }

  /// Waits until a deployment is complete and nothing is left of others.
  Service complete(String name) throws Exception {
    return await(
        name,
        name + " is complete",
        it ->
            it.deployments().size() == 1
                && it.deployments().getFirst().rolloutState() == DeploymentRolloutState.COMPLETED
                && it.runningCount().equals(it.desiredCount())
                && it.pendingCount() == 0);
  }

  /// Waits until there are as many tasks as wanted, as the SDK's waiter understands it.
  Service stable(String name) {
    aws.waiter().waitUntilServicesStable(it -> it.services(name));
    return describe(name);
  }

  Service scale(String name, int count) {
    return aws.ecs().updateService(it -> it.service(name).desiredCount(count)).service();
  }

  static Deployment primary(Service service) {
    return service.deployments().stream()
        .filter(it -> it.status().equals("PRIMARY"))
        .findFirst()
        .orElseThrow();
  }

  /// What is said of a service, the newest first, a line each.
  static String told(Service service) {
    return String.join("\n", service.events().stream().map(ServiceEvent::message).toList());
  }

  /// Its tasks that are meant to run.
  List<Task> tasks(String name) {
    return aws.describe(aws.ecs().listTasks(it -> it.serviceName(name)).taskArns());
  }

  /// The engine's ids of the containers of its running tasks.
  Set<String> containers(String name) {
    var ids = new TreeSet<String>();
    for (Task task : tasks(name)) {
      if (task.lastStatus().equals("RUNNING")) {
        ids.add(task.containers().getFirst().runtimeId());
      }
    }
    return ids;
  }

  /// Waits until other containers run in the place of some.
  Set<String> replaced(String name, Set<String> gone, int count) throws Exception {
    await(
        name,
        gone + " are replaced",
        _ -> {
          Set<String> now = containers(name);
          return now.size() == count && now.stream().noneMatch(gone::contains);
        });
    return containers(name);
  }

  static String id(Task task) {
    return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
  }

  /// Deletes all of them, and waits for the ends of their tasks.
  void clear() {
    List<String> all = aws.ecs().listServicesPaginator().serviceArns().stream().toList();
    all.forEach(arn -> aws.ecs().deleteService(it -> it.service(arn).force(true)));
    all.forEach(arn -> aws.waiter().waitUntilServicesInactive(it -> it.services(arn)));
  }
}
