package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Built;
import argosy.api.Context;
import argosy.api.Target;
import argosy.domain.state.Picture;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/// What is built of ECS.
public final class EcsActions implements Built {
  public static final List<Action<?>> ALL =
      List.of(
          new ContinueServiceDeployment(),
          new CreateCapacityProvider(),
          new CreateCluster(),
          new CreateDaemon(),
          new CreateService(),
          new CreateTaskSet(),
          new DeleteAccountSetting(),
          new DeleteAttributes(),
          new DeleteCapacityProvider(),
          new DeleteCluster(),
          new DeleteDaemon(),
          new DeleteDaemonTaskDefinition(),
          new DeleteService(),
          new DeleteTaskDefinitions(),
          new DeleteTaskSet(),
          new DeregisterContainerInstance(),
          new DeregisterTaskDefinition(),
          new DescribeCapacityProviders(),
          new DescribeClusters(),
          new DescribeContainerInstances(),
          new DescribeDaemon(),
          new DescribeDaemonDeployments(),
          new DescribeDaemonRevisions(),
          new DescribeDaemonTaskDefinition(),
          new DescribeServiceDeployments(),
          new DescribeServiceRevisions(),
          new DescribeServices(),
          new DescribeTaskDefinition(),
          new DescribeTasks(),
          new DescribeTaskSets(),
          new DiscoverPollEndpoint(),
          new GetTaskProtection(),
          new ListAccountSettings(),
          new ListAttributes(),
          new ListClusters(),
          new ListContainerInstances(),
          new ListDaemonDeployments(),
          new ListDaemons(),
          new ListDaemonTaskDefinitions(),
          new ListServiceDeployments(),
          new ListServices(),
          new ListServicesByNamespace(),
          new ListTagsForResource(),
          new ListTaskDefinitionFamilies(),
          new ListTaskDefinitions(),
          new ListTasks(),
          new PutAccountSetting(),
          new PutAccountSettingDefault(),
          new PutAttributes(),
          new PutClusterCapacityProviders(),
          new RegisterContainerInstance(),
          new RegisterDaemonTaskDefinition(),
          new RegisterTaskDefinition(),
          new RunTask(),
          new StartTask(),
          new StopServiceDeployment(),
          new StopTask(),
          new SubmitAttachmentStateChanges(),
          new SubmitContainerStateChange(),
          new SubmitTaskStateChange(),
          new TagResource(),
          new UntagResource(),
          new UpdateCapacityProvider(),
          new UpdateCluster(),
          new UpdateClusterSettings(),
          new UpdateContainerAgent(),
          new UpdateContainerInstancesState(),
          new UpdateDaemon(),
          new UpdateService(),
          new UpdateServicePrimaryTaskSet(),
          new UpdateTaskProtection(),
          new UpdateTaskSet());

  @Override
  public List<Action<?>> actions() {
    return ALL;
  }

  @Override
  public Target target(String action, SdkPojo request, Context context, Picture iam) {
    return EcsTargets.of(action, request, context);
  }
}
