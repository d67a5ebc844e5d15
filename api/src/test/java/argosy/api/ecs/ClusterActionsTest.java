package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.api.ApiRig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

class ClusterActionsTest {
  private final ApiRig rig = new ApiRig();

  @Test
  void whatIsIncludedIsAsked() {
    create(c ->
        c.clusterName("web")
            .tags(Tag.builder().key("a").value("b").build())
            .configuration(f -> f.executeCommandConfiguration(e -> e.logging("NONE")))
            .capacityProviders("FARGATE"));
    Cluster bare = describe("web");
    assertEquals(List.of(), bare.settings());
    assertEquals(List.of(), bare.tags());
    assertEquals(List.of(), bare.statistics());
    assertNull(bare.configuration());
    assertEquals(false, bare.hasAttachments());
    assertEquals(List.of("FARGATE"), bare.capacityProviders());

    Cluster full =
        describe("web", "ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS");
    assertEquals("disabled", full.settings().getFirst().value());
    assertEquals(List.of(Tag.builder().key("a").value("b").build()), full.tags());
    assertEquals("NONE", full.configuration().executeCommandConfiguration().loggingAsString());
    assertEquals(true, full.hasAttachments());
    assertNull(full.attachmentsStatus(), "nothing is attached for Fargate");
    assertEquals(
        List.of(
            "runningEC2TasksCount",
            "runningFargateTasksCount",
            "runningExternalTasksCount",
            "pendingEC2TasksCount",
            "pendingFargateTasksCount",
            "pendingExternalTasksCount",
            "activeEC2ServiceCount",
            "activeFargateServiceCount",
            "activeExternalServiceCount",
            "drainingEC2ServiceCount",
            "drainingFargateServiceCount",
            "drainingExternalServiceCount"),
        full.statistics().stream().map(KeyValuePair::name).toList());
    assertEquals(
        "InvalidParameterException",
        rig.refused(DescribeClustersRequest.builder().includeWithStrings("EVERYTHING").build())
            .code());
  }

  @Test
  void aClusterWithAGroupHasItsAttachmentsDone() {
    provider("one");
    create(c -> c.clusterName("web").capacityProviders("one"));
    assertEquals("UPDATE_COMPLETE", describe("web", "ATTACHMENTS").attachmentsStatus());
  }

  @Test
  void updatesAreAnsweredAndKept() {
    create(c -> c.clusterName("web"));
    rig.reply(
        UpdateClusterResponse.class,
        UpdateClusterRequest.builder()
            .cluster("web")
            .configuration(f -> f.executeCommandConfiguration(e -> e.logging("NONE")))
            .build());
    Cluster updated =
        rig.reply(
                UpdateClusterSettingsResponse.class,
                UpdateClusterSettingsRequest.builder()
                    .cluster(ApiRig.ARN + "cluster/web")
                    .settings(
                        ClusterSetting.builder()
                            .name("containerInsights")
                            .value("enhanced")
                            .build())
                    .build())
            .cluster();
    assertEquals("enhanced", updated.settings().getFirst().value());
    Cluster described = describe("web", "CONFIGURATIONS", "SETTINGS");
    assertEquals(updated.settings(), described.settings());
    assertEquals(updated.configuration(), described.configuration());
    assertEquals(
        "InvalidParameterException", rig.refused(UpdateClusterRequest.builder().build()).code());
    assertEquals(
        "ClusterNotFoundException",
        rig.refused(UpdateClusterRequest.builder().cluster("ghost").build()).code());
  }

  @Test
  void capacityProvidersArePutByNameOrArn() {
    create(c -> c.clusterName("web"));
    Cluster cluster =
        rig.reply(
                PutClusterCapacityProvidersResponse.class,
                PutClusterCapacityProvidersRequest.builder()
                    .cluster("web")
                    .capacityProviders(ApiRig.ARN + "capacity-provider/FARGATE", "FARGATE_SPOT")
                    .defaultCapacityProviderStrategy(
                        CapacityProviderStrategyItem.builder()
                            .capacityProvider("FARGATE")
                            .weight(1)
                            .base(1)
                            .build())
                    .build())
            .cluster();
    assertEquals(List.of("FARGATE", "FARGATE_SPOT"), cluster.capacityProviders());
    assertEquals(1, cluster.defaultCapacityProviderStrategy().getFirst().base());
    assertEquals(
        "InvalidParameterException",
        rig.refused(PutClusterCapacityProvidersRequest.builder().cluster("web").build()).code());
  }

  @Test
  void aCapacityProviderLivesUntilNoClusterHasIt() {
    CapacityProvider made = provider("one");
    assertEquals(ApiRig.ARN + "capacity-provider/one", made.capacityProviderArn());
    assertEquals("ACTIVE", made.statusAsString());
    assertEquals("EC2_AUTOSCALING", made.typeAsString());
    create(c -> c.clusterName("web").capacityProviders("one"));
    var delete = DeleteCapacityProviderRequest.builder().capacityProvider("one").build();
    assertEquals("ClientException", rig.refused(delete).code());
    put("web");
    assertEquals(
        "UPDATE_COMPLETE",
        rig.reply(
                UpdateCapacityProviderResponse.class,
                UpdateCapacityProviderRequest.builder()
                    .name("one")
                    .autoScalingGroupProvider(g -> g.managedDraining("DISABLED"))
                    .build())
            .capacityProvider()
            .updateStatusAsString());
    CapacityProvider gone =
        rig.reply(DeleteCapacityProviderResponse.class, delete).capacityProvider();
    assertEquals("INACTIVE", gone.statusAsString());
    assertEquals("DELETE_COMPLETE", gone.updateStatusAsString());
    var missing = providers(d -> d.capacityProviders("one"));
    assertEquals("MISSING", missing.failures().getFirst().reason());
    assertEquals(ApiRig.ARN + "capacity-provider/one", missing.failures().getFirst().arn());
  }

  @Test
  void capacityProvidersPageThoughSomeComeAndGo() {
    Stream.of("b", "c", "d", "e").forEach(this::provider);
    var names = new ArrayList<String>();
    @Nullable String token = null;
    do {
      String next = token;
      var page = providers(d -> d.maxResults(2).nextToken(next));
      page.capacityProviders().forEach(p -> names.add(p.name()));
      token = page.nextToken();
      if (names.size() == 4) {
        provider("a");
        rig.done(DeleteCapacityProviderRequest.builder().capacityProvider("c").build());
      }
    } while (token != null);
    assertEquals(List.of("FARGATE", "FARGATE_SPOT", "b", "c", "d", "e"), names);
    assertEquals(
        "InvalidParameterException",
        rig.refused(DescribeCapacityProvidersRequest.builder().maxResults(11).build()).code());
  }

  @Test
  void capacityProvidersOfAClusterAreDescribedAlone() {
    provider("one");
    create(c -> c.clusterName("web").capacityProviders("FARGATE", "one"));
    assertEquals(
        List.of("FARGATE", "one"),
        providers(d -> d.cluster("web")).capacityProviders().stream()
            .map(CapacityProvider::name)
            .toList());
  }

  @Test
  void tagsOfCapacityProvidersAreShownWhenAsked() {
    provider("one");
    assertEquals(
        List.of(),
        providers(d -> d.capacityProviders("one")).capacityProviders().getFirst().tags());
    assertEquals(
        "b",
        providers(d -> d.capacityProviders("one").includeWithStrings("TAGS"))
            .capacityProviders()
            .getFirst()
            .tags()
            .getFirst()
            .value());
  }

  @Test
  void managedInstancesAreRefused() {
    assertEquals(
        "Argosy does not support managedInstancesProvider here yet. Leave it out; docs/compat.md"
            + " says what is built.",
        rig.refused(
                CreateCapacityProviderRequest.builder()
                    .name("one")
                    .managedInstancesProvider(m -> m.infrastructureRoleArn("r"))
                    .build())
            .message());
  }

  private void put(String cluster, String... providers) {
    rig.reply(
        PutClusterCapacityProvidersResponse.class,
        PutClusterCapacityProvidersRequest.builder()
            .cluster(cluster)
            .capacityProviders(providers)
            .defaultCapacityProviderStrategy(List.<CapacityProviderStrategyItem>of())
            .build());
  }

  private CapacityProvider provider(String name) {
    return rig.reply(
            CreateCapacityProviderResponse.class,
            CreateCapacityProviderRequest.builder()
                .name(name)
                .autoScalingGroupProvider(g ->
                    g.autoScalingGroupArn(
                        "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:"
                            + "autoScalingGroupName/"
                            + name))
                .tags(Tag.builder().key("a").value("b").build())
                .build())
        .capacityProvider();
  }

  private DescribeCapacityProvidersResponse providers(
      Consumer<DescribeCapacityProvidersRequest.Builder> request) {
    return rig.reply(
        DescribeCapacityProvidersResponse.class,
        DescribeCapacityProvidersRequest.builder().applyMutation(request).build());
  }

  private void create(Consumer<CreateClusterRequest.Builder> request) {
    rig.reply(
        CreateClusterResponse.class, CreateClusterRequest.builder().applyMutation(request).build());
  }

  private Cluster describe(String name, String... include) {
    return rig.reply(
            DescribeClustersResponse.class,
            DescribeClustersRequest.builder().clusters(name).includeWithStrings(include).build())
        .clusters()
        .getFirst();
  }
}
