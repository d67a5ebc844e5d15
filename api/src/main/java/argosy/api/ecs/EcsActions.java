package argosy.api.ecs;

import argosy.api.Action;
import java.util.List;

/// What is built of ECS.
public final class EcsActions {
  public static final List<Action<?>> ALL =
      List.of(
          new CreateCluster(),
          new DeleteCluster(),
          new DeregisterTaskDefinition(),
          new DescribeClusters(),
          new DescribeContainerInstances(),
          new DescribeTaskDefinition(),
          new DescribeTasks(),
          new DiscoverPollEndpoint(),
          new ListClusters(),
          new ListContainerInstances(),
          new ListTaskDefinitionFamilies(),
          new ListTaskDefinitions(),
          new ListTasks(),
          new RegisterContainerInstance(),
          new RegisterTaskDefinition(),
          new RunTask(),
          new StopTask(),
          new SubmitContainerStateChange(),
          new SubmitTaskStateChange());

  private EcsActions() {}
}
