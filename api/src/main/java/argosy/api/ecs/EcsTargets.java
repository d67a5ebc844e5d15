package argosy.api.ecs;

import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Target;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.taskdef.Definition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.DeleteAttributesRequest;
import software.amazon.awssdk.services.ecs.model.PutAttributesRequest;

/// What requests of ECS are about, after AWS's service authorization reference. The members of a
/// request say it; where AWS sees it otherwise, the table of exceptions does.
final class EcsTargets {
  private static final String EVERY = "*";

  /// The kinds of things that policies can name.
  private enum About {
    NOTHING,
    /// AWS asks about no resource, but tells the cluster.
    ANYTHING,
    RESOURCE,
    ROLLOUT,
    REVISION,
    SERVICE,
    TASK_SET,
    TASK,
    DEFINITION,
    INSTANCE,
    PROVIDER,
    DAEMON,
    CLUSTER
  }

  /// Of several members that a request has, the first in this order says what it is about.
  private static final Map<String, About> MEMBERS = members();

  private static final Map<String, About> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("CreateCapacityProvider", About.NOTHING),
          Map.entry("CreateTaskSet", About.ANYTHING),
          Map.entry("DeleteAttributes", About.INSTANCE),
          Map.entry("DeregisterContainerInstance", About.CLUSTER),
          Map.entry("DeregisterTaskDefinition", About.NOTHING),
          Map.entry("DescribeTaskDefinition", About.NOTHING),
          Map.entry("DescribeCapacityProviders", About.PROVIDER),
          Map.entry("DescribeTaskSets", About.TASK_SET),
          Map.entry("DiscoverPollEndpoint", About.NOTHING),
          Map.entry("ListServices", About.ANYTHING),
          Map.entry("ListTasks", About.INSTANCE),
          Map.entry("PutAttributes", About.INSTANCE),
          Map.entry("SubmitAttachmentStateChanges", About.CLUSTER),
          Map.entry("SubmitContainerStateChange", About.CLUSTER),
          Map.entry("SubmitTaskStateChange", About.CLUSTER),
          Map.entry("UpdateCapacityProvider", About.PROVIDER));

  private EcsTargets() {}

  private static Map<String, About> members() {
    Map<String, About> members = new LinkedHashMap<>();
    members.put("resourceArn", About.RESOURCE);
    members.put("daemonArn", About.DAEMON);
    members.put("daemonDeploymentArns", About.DAEMON);
    members.put("daemonRevisionArns", About.DAEMON);
    members.put("serviceDeploymentArn", About.ROLLOUT);
    members.put("serviceDeploymentArns", About.ROLLOUT);
    members.put("serviceRevisionArns", About.REVISION);
    members.put("taskSet", About.TASK_SET);
    members.put("service", About.SERVICE);
    members.put("services", About.SERVICE);
    members.put("serviceName", About.SERVICE);
    members.put("task", About.TASK);
    members.put("tasks", About.TASK);
    members.put("taskDefinition", About.DEFINITION);
    members.put("taskDefinitions", About.DEFINITION);
    members.put("containerInstance", About.INSTANCE);
    members.put("containerInstances", About.INSTANCE);
    members.put("capacityProvider", About.PROVIDER);
    members.put("cluster", About.CLUSTER);
    members.put("clusters", About.CLUSTER);
    return members;
  }

  static Target of(String action, SdkPojo request, Context context) {
    CellId cell = context.cell().id();
    String named = Members.texts(request, "cluster").stream().findFirst().orElse("");
    ClusterArn cluster =
        ClusterArn.parse(cell, named.isEmpty() ? ClusterArn.DEFAULT : named)
            .orElse(new ClusterArn(cell, named));
    About about = about(action, request);
    boolean inCluster = about != About.NOTHING && about != About.PROVIDER;
    return new Target(
        resources(about, request, cluster, context),
        inCluster && Members.has(request, "cluster")
            ? Map.of("ecs:cluster", cluster.toString())
            : Map.of());
  }

  private static About about(String action, SdkPojo request) {
    About exception = EXCEPTIONS.get(action);
    return exception != null
        ? exception
        : MEMBERS.entrySet().stream()
            .filter(member -> Members.has(request, member.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(About.NOTHING);
  }

  private static List<String> resources(
      About about, SdkPojo request, ClusterArn cluster, Context context) {
    CellId cell = cluster.cell();
    return switch (about) {
      case NOTHING, ANYTHING -> List.of(Target.ANYTHING);
      case ROLLOUT ->
          arns(
              Members.texts(request, "serviceDeploymentArn", "serviceDeploymentArns"),
              EVERY,
              _ -> Optional.empty());
      case REVISION ->
          arns(Members.texts(request, "serviceRevisionArns"), EVERY, _ -> Optional.empty());
      case SERVICE ->
          arns(
              Members.texts(request, "service", "services", "serviceName"),
              EVERY,
              text -> ServiceArn.parse(cluster, text));
      case TASK_SET ->
          arns(
              Members.texts(request, "taskSet", "taskSets"),
              EVERY,
              text ->
                  Members.texts(request, "service").stream()
                      .findFirst()
                      .flatMap(service -> ServiceArn.parse(cluster, service))
                      .flatMap(service -> TaskSetArn.parse(service, text)));
      case RESOURCE -> arns(Members.texts(request, "resourceArn"), EVERY, _ -> Optional.empty());
      case DAEMON ->
          arns(
              Members.texts(request, "daemonArn", "daemonDeploymentArns", "daemonRevisionArns"),
              EVERY,
              _ -> Optional.empty());
      case TASK ->
          arns(
              Members.texts(request, "task", "tasks"), EVERY, text -> TaskArn.parse(cluster, text));
      case DEFINITION ->
          arns(
              Members.texts(request, "taskDefinition", "taskDefinitions"),
              EVERY,
              text -> definition(text, context));
      case INSTANCE -> arns(instances(request), EVERY, text -> InstanceArn.parse(cluster, text));
      case PROVIDER ->
          arns(
              Members.texts(request, "capacityProvider", "capacityProviders", "name"),
              EVERY,
              text -> CapacityProviderArn.parse(cell, text));
      case CLUSTER ->
          arns(
              Members.texts(request, "cluster", "clusters"),
              ClusterArn.DEFAULT,
              text -> ClusterArn.parse(cell, text));
    };
  }

  /// What names nothing of this cell stays as it is; the action will refuse it.
  ///
  /// @param none what is meant where nothing is named
  private static List<String> arns(
      List<String> texts, String none, Function<String, Optional<?>> arn) {
    return (texts.isEmpty() ? Stream.of(none) : texts.stream())
        .map(text -> arn.apply(text).<String>map(Object::toString).orElse(text))
        .toList();
  }

  private static List<String> instances(SdkPojo request) {
    List<Attribute> attributes =
        switch (request) {
          case PutAttributesRequest put -> put.attributes();
          case DeleteAttributesRequest delete -> delete.attributes();
          default -> List.of();
        };
    return attributes.isEmpty()
        ? Members.texts(request, "containerInstance", "containerInstances")
        : attributes.stream().map(Attribute::targetId).map(String::valueOf).distinct().toList();
  }

  /// A family means its newest active revision, because that is what will be used.
  private static Optional<?> definition(String text, Context context) {
    CellId cell = context.cell().id();
    return TaskDefinitionArn.Reference.parse(cell, text)
        .map(reference -> {
          Optional<Definition> found = Definition.find(context.picture(), cell, reference);
          Integer revision = reference.revision();
          return found.isPresent()
              ? found.get().arn().toString()
              : "arn:aws:ecs:%s:%s:task-definition/%s:%s"
                  .formatted(
                      cell.region(),
                      cell.account(),
                      reference.family(),
                      revision == null ? EVERY : revision);
        });
  }
}
