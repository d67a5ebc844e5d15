package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateDaemonRequest;
import software.amazon.awssdk.services.ecs.model.CreateDaemonResponse;
import software.amazon.awssdk.services.ecs.model.DaemonContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonStatus;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonRequest;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonResponse;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionResponse;

class DaemonsTest {
  private static final String GROUP =
      "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/one";

  private final ApiRig rig = new ApiRig();
  private String daemon = "";

  @BeforeEach
  void aClusterWithADaemon() {
    rig.reply(
        CreateCapacityProviderResponse.class,
        CreateCapacityProviderRequest.builder()
            .name("one")
            .autoScalingGroupProvider(g -> g.autoScalingGroupArn(GROUP))
            .build());
    rig.reply(
        CreateClusterResponse.class,
        CreateClusterRequest.builder().clusterName("web").capacityProviders("one").build());
    String definition =
        rig.reply(
                RegisterDaemonTaskDefinitionResponse.class,
                RegisterDaemonTaskDefinitionRequest.builder()
                    .family("logs")
                    .containerDefinitions(
                        DaemonContainerDefinition.builder()
                            .name("logs")
                            .image("busybox")
                            .memory(32)
                            .build())
                    .build())
            .daemonTaskDefinitionArn();
    daemon =
        rig.reply(
                CreateDaemonResponse.class,
                CreateDaemonRequest.builder()
                    .clusterArn("web")
                    .daemonName("logs")
                    .daemonTaskDefinitionArn(definition)
                    .capacityProviderArns("one")
                    .build())
            .daemonArn();
  }

  @Test
  void itIsDescribed() {
    var described =
        rig.reply(
                DescribeDaemonResponse.class,
                DescribeDaemonRequest.builder().daemonArn(daemon).build())
            .daemon();
    assertEquals(ApiRig.ARN + "daemon/web/logs", described.daemonArn());
    assertEquals(DaemonStatus.ACTIVE, described.status());
  }

  /// It would start tasks of a cluster that is gone as soon as an instance came.
  @Test
  void itsClusterIsNotDeleted() {
    var delete = DeleteClusterRequest.builder().cluster("web").build();
    assertEquals("ClusterContainsServicesException", rig.refused(delete).code());
  }
}
