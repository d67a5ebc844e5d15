package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import argosy.wire.WireError;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

class ClustersTest {
  private static final Tag TAG = Tag.builder().key("team").value("a").build();
  private static final ClusterSetting INSIGHTS =
      ClusterSetting.builder().name("containerInsights").value("enabled").build();

  private final ApiRig rig = new ApiRig();

  @Test
  void aClusterIsMadeWithWhatWasSaid() {
    Cluster made =
        create(
            CreateClusterRequest.builder().clusterName("production").tags(TAG).settings(INSIGHTS));
    assertEquals(ApiRig.ARN + "cluster/production", made.clusterArn());
    assertEquals("production", made.clusterName());
    assertEquals("ACTIVE", made.status());
    assertEquals(List.of(TAG), made.tags());
    assertEquals(List.of(INSIGHTS), made.settings());
    assertEquals(0, made.runningTasksCount());
    assertEquals(0, made.pendingTasksCount());
    assertEquals(0, made.registeredContainerInstancesCount());
    assertEquals(0, made.activeServicesCount());
  }

  @Test
  void theNameIsDefaultUnlessSaidOtherwise() {
    Cluster made = create(CreateClusterRequest.builder());
    assertEquals("default", made.clusterName());
    assertEquals(
        List.of(ClusterSetting.builder().name("containerInsights").value("disabled").build()),
        made.settings());
    assertEquals(made, create(CreateClusterRequest.builder()), "again is the same");
  }

  @Test
  void whatIsNotBuiltIsRefusedByName() {
    assertEquals(
        ApiRig.invalid(
            "Argosy does not support capacityProviders, defaultCapacityProviderStrategy here yet."
                + " Leave it out; docs/compat.md says what is built."),
        rig.refused(
            CreateClusterRequest.builder()
                .capacityProviders("FARGATE")
                .defaultCapacityProviderStrategy(
                    CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").build())
                .build()));
    create(CreateClusterRequest.builder().capacityProviders(List.of()));
  }

  @Test
  void anOddNameIsRefused() {
    assertEquals(
        ApiRig.invalid(
            "Invalid cluster name 'a b': a name has 1 to 255 letters, digits, hyphens and"
                + " underscores."),
        rig.refused(CreateClusterRequest.builder().clusterName("a b").build()));
  }

  @Test
  void settingsAndTagsAreDescribedWhereTheyAreAskedFor() {
    create(CreateClusterRequest.builder().tags(TAG).settings(INSIGHTS));
    Cluster bare = describe(DescribeClustersRequest.builder()).clusters().getFirst();
    assertEquals(List.of(), bare.tags());
    assertEquals(List.of(), bare.settings());
    Cluster full =
        describe(
                DescribeClustersRequest.builder()
                    .clusters("default")
                    .include(ClusterField.TAGS, ClusterField.SETTINGS))
            .clusters()
            .getFirst();
    assertEquals(List.of(TAG), full.tags());
    assertEquals(List.of(INSIGHTS), full.settings());
  }

  @Test
  void whatIsNotThereIsAFailure() {
    create(CreateClusterRequest.builder());
    String foreign = "arn:aws:ecs:eu-west-1:123456789012:cluster/default";
    DescribeClustersResponse described =
        describe(
            DescribeClustersRequest.builder()
                .clusters("ghost", ApiRig.ARN + "cluster/default", foreign));
    assertEquals(
        List.of("default"), described.clusters().stream().map(Cluster::clusterName).toList());
    assertEquals(
        List.of(missing(ApiRig.ARN + "cluster/ghost"), missing(foreign)), described.failures());
  }

  @Test
  void aHundredAreDescribedAtOnce() {
    assertEquals(
        ApiRig.invalid("clusters has at most 100 entries."),
        rig.refused(
            DescribeClustersRequest.builder()
                .clusters(Collections.nCopies(101, "default"))
                .build()));
  }

  @Test
  void aDeletedClusterIsInactiveAndNoLongerListed() {
    create(CreateClusterRequest.builder());
    Cluster deleted =
        rig.reply(
                DeleteClusterResponse.class,
                DeleteClusterRequest.builder().cluster(ApiRig.ARN + "cluster/default").build())
            .cluster();
    assertEquals("INACTIVE", deleted.status());
    assertEquals(
        List.of(),
        rig.reply(ListClustersResponse.class, ListClustersRequest.builder().build()).clusterArns());
    assertEquals(
        "INACTIVE", describe(DescribeClustersRequest.builder()).clusters().getFirst().status());
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(DeleteClusterRequest.builder().cluster("default").build()));
  }

  @Test
  void anOccupiedClusterIsNotDeleted() {
    create(CreateClusterRequest.builder());
    rig.host("default");
    assertEquals(
        WireError.client(
            "ClusterContainsContainerInstancesException",
            "The Cluster cannot be deleted while Container Instances are active or draining."),
        rig.refused(DeleteClusterRequest.builder().cluster("default").build()));
  }

  @Test
  void deletingNeedsAName() {
    assertEquals(
        ApiRig.invalid("cluster is required: the name or ARN of the cluster to delete."),
        rig.refused(DeleteClusterRequest.builder().build()));
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(
            DeleteClusterRequest.builder()
                .cluster("arn:aws:ecs:eu-west-1:123456789012:cluster/default")
                .build()));
  }

  @Test
  void aClusterCountsWhatLivesInIt() {
    create(CreateClusterRequest.builder());
    rig.host("default");
    rig.define("web");
    var tasks = rig.run(RunTaskRequest.builder().taskDefinition("web").count(2));
    rig.done(StopTaskRequest.builder().task(tasks.getFirst().taskArn()).build());
    Cluster cluster = describe(DescribeClustersRequest.builder()).clusters().getFirst();
    assertEquals(1, cluster.registeredContainerInstancesCount());
    assertEquals(1, cluster.pendingTasksCount());
    assertEquals(0, cluster.runningTasksCount());
  }

  private Cluster create(CreateClusterRequest.Builder request) {
    return rig.reply(CreateClusterResponse.class, request.build()).cluster();
  }

  private DescribeClustersResponse describe(DescribeClustersRequest.Builder request) {
    return rig.reply(DescribeClustersResponse.class, request.build());
  }

  private static Failure missing(String arn) {
    return Failure.builder().arn(arn).reason("MISSING").build();
  }
}
