package argosy.domain.cluster;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;

class ClustersTest {
  private static final List<ClusterSetting> SETTINGS =
      List.of(ClusterSetting.builder().name("containerInsights").value("enabled").build());
  private static final List<Tag> TAGS = List.of(Tag.builder().key("team").value("a").build());
  private static final String NAMESPACE =
      "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-abc";
  private static final Occupancy EMPTY = new Occupancy(0, 0, 0, 0);

  @Test
  void aNewClusterIsActiveWithWhatWasSaid() {
    var outcome = accepted(create(Picture.EMPTY, said().settings(SETTINGS).tags(TAGS)));
    var expected =
        new Cluster(CLUSTER, SETTINGS, TAGS, NOON, null, ClusterCapacity.NONE, null, null);
    assertEquals(List.of(new Change.Put(expected)), outcome.changes());
    assertEquals(expected, outcome.reply());
    assertEquals("ACTIVE", expected.status());
  }

  @Test
  void creatingAgainAnswersTheClusterThatIsThere() {
    Picture picture = picture();
    var outcome =
        accepted(
            CreateCluster.decide(
                picture, CLUSTER, said().tags(TAGS).build(), "disabled", NOON.plusSeconds(9)));
    assertEquals(List.of(), outcome.changes());
    assertEquals(picture.find(Cluster.key(CLUSTER)), Optional.of(outcome.reply()));
  }

  @Test
  void creatingAgainWithOtherWordsIsRefused() {
    Picture there = after(Picture.EMPTY, create(Picture.EMPTY, said().settings(SETTINGS)));
    assertEquals(List.of(), accepted(create(there, said().settings(SETTINGS))).changes());
    assertEquals(List.of(), accepted(create(there, said())).changes(), "silence is no other word");
    var others =
        List.of(
            said().settings(setting("containerInsights", "disabled")),
            said().configuration(c -> c.managedStorageConfiguration(m -> m.kmsKeyId("k"))),
            said().serviceConnectDefaults(d -> d.namespace(NAMESPACE)),
            said().capacityProviders("FARGATE"));
    for (var other : others) {
      assertEquals(
          new EcsError.InvalidParameter(
              "Arguments on this idempotent request are inconsistent with arguments used in"
                  + " previous request(s)."),
          refused(create(there, other)));
    }
  }

  @Test
  void insightsAreAsTheAccountSaysUnlessTheRequestDoes() {
    var outcome =
        accepted(CreateCluster.decide(Picture.EMPTY, CLUSTER, said().build(), "enhanced", NOON));
    assertEquals(List.of(setting("containerInsights", "enhanced")), outcome.reply().settings());
  }

  @Test
  void everyMemberIsKept() {
    ClusterConfiguration configuration =
        ClusterConfiguration.builder()
            .executeCommandConfiguration(
                e -> e.logging("OVERRIDE").logConfiguration(l -> l.cloudWatchLogGroupName("g")))
            .build();
    Cluster made =
        accepted(
                create(
                    Picture.EMPTY,
                    said()
                        .configuration(configuration)
                        .serviceConnectDefaults(d -> d.namespace(NAMESPACE))
                        .capacityProviders("FARGATE", "FARGATE_SPOT")
                        .defaultCapacityProviderStrategy(
                            CapacityProviderStrategyItem.builder()
                                .capacityProvider("FARGATE")
                                .weight(1)
                                .build())))
            .reply();
    assertEquals(configuration, made.configuration());
    assertEquals(
        ClusterServiceConnectDefaults.builder().namespace(NAMESPACE).build(),
        made.serviceConnect());
    assertEquals(List.of("FARGATE", "FARGATE_SPOT"), made.capacity().providers());
    assertEquals(
        List.of(item("FARGATE", 1, 0)), made.capacity().strategy(), "the base is spelled out");
  }

  @Test
  void oddMembersAreRefused() {
    refuses(
        "Invalid cluster setting name 'color': it must be containerInsights.",
        said().settings(setting("color", "red")));
    refuses(
        "Invalid value 'on' for the cluster setting containerInsights: it must be enabled,"
            + " disabled or enhanced.",
        said().settings(setting("containerInsights", "on")));
    refuses(
        "The cluster setting containerInsights stands there twice.",
        said().settings(SETTINGS.getFirst(), SETTINGS.getFirst()));
    refuses(
        "executeCommandConfiguration.logging must be NONE, DEFAULT or OVERRIDE, not ALL.",
        said().configuration(c -> c.executeCommandConfiguration(e -> e.logging("ALL"))));
    refuses(
        "executeCommandConfiguration needs a logConfiguration if logging is OVERRIDE, and only"
            + " then.",
        said().configuration(c -> c.executeCommandConfiguration(e -> e.logging("OVERRIDE"))));
    refuses(
        "serviceConnectDefaults.namespace must be the ARN of a Cloud Map namespace, not 'web'."
            + " Argosy can't look up or make a namespace by its name yet.",
        said().serviceConnectDefaults(d -> d.namespace("web")));
    refuses(
        "The specified capacity provider was not found. Specify a valid name or ARN and try"
            + " again: ghost.",
        said().capacityProviders("ghost"));
    refuses(
        "A capacity provider can be associated with a cluster only once.",
        said().capacityProviders("FARGATE", "FARGATE"));
    refuses(
        "A cluster can be associated with a maximum of 20 capacity providers.",
        said().capacityProviders(Collections.nCopies(21, "FARGATE")));
    refuses(
        "aws: prefixed tag key names are not allowed for external use: 'aws:a'.",
        said().tags(Tag.builder().key("aws:a").value("b").build()));
  }

  @Test
  void anUpdateLeavesTheRestAsItIs() {
    Picture there =
        after(
            Picture.EMPTY,
            create(Picture.EMPTY, said().serviceConnectDefaults(d -> d.namespace(NAMESPACE))));
    Cluster enabled = accepted(UpdateCluster.decide(there, CLUSTER, SETTINGS)).reply();
    assertEquals(SETTINGS, enabled.settings());
    assertEquals(
        ClusterServiceConnectDefaults.builder().namespace(NAMESPACE).build(),
        enabled.serviceConnect());
    Picture then = there.apply(new Change.Put(enabled));
    assertEquals(
        List.of(), accepted(UpdateCluster.decide(then, CLUSTER, SETTINGS)).changes(), "twice");
    Cluster bare =
        accepted(
                UpdateCluster.decide(
                    then, CLUSTER, update().serviceConnectDefaults(d -> d.namespace("")).build()))
            .reply();
    assertNull(bare.serviceConnect(), "an empty namespace takes it away");
    assertEquals(SETTINGS, bare.settings());
  }

  @Test
  void anUpdateNeedsAClusterAndSettings() {
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(UpdateCluster.decide(Picture.EMPTY, CLUSTER, SETTINGS)));
    assertEquals(
        "settings is required: the cluster settings to change.",
        refused(UpdateCluster.decide(picture(), CLUSTER, List.of())).message());
    assertEquals(
        "InvalidParameterException",
        refused(UpdateCluster.decide(picture(), CLUSTER, List.of(setting("a", "b")))).code());
  }

  @Test
  void capacityProvidersReplaceThoseBefore() {
    var strategy = List.of(item("FARGATE", 1, 0));
    Picture there =
        after(
            picture(), PutClusterCapacity.decide(picture(), CLUSTER, List.of("FARGATE"), strategy));
    Cluster cluster = Cluster.active(there, CLUSTER).orElseThrow();
    assertEquals(new ClusterCapacity(List.of("FARGATE"), strategy), cluster.capacity());
    assertEquals(Optional.of(CLUSTER), Cluster.using(there, "FARGATE"));
    assertEquals(Optional.empty(), Cluster.using(there, "FARGATE_SPOT"));
    assertEquals(
        List.of(),
        accepted(PutClusterCapacity.decide(there, CLUSTER, List.of("FARGATE"), strategy))
            .changes());
    var none = accepted(PutClusterCapacity.decide(there, CLUSTER, List.of(), List.of()));
    assertEquals(ClusterCapacity.NONE, none.reply().capacity());
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(PutClusterCapacity.decide(Picture.EMPTY, CLUSTER, List.of(), List.of())));
  }

  private static ClusterSetting setting(String name, String value) {
    return ClusterSetting.builder().name(name).value(value).build();
  }

  private static CapacityProviderStrategyItem item(String name, int weight, int base) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(name)
        .weight(weight)
        .base(base)
        .build();
  }

  private static UpdateClusterRequest.Builder update() {
    return UpdateClusterRequest.builder();
  }

  @Test
  void aDeletedNameCanBeUsedAgain() {
    Picture deleted = after(picture(), DeleteCluster.decide(picture(), CLUSTER, EMPTY, 0, NOON));
    assertEquals(Optional.empty(), Cluster.active(deleted, CLUSTER));
    Picture again = after(deleted, create(deleted, "default"));
    assertEquals("ACTIVE", Cluster.active(again, CLUSTER).orElseThrow().status());
  }

  @Test
  void aNameOfOddCharactersIsRefused() {
    for (String name : List.of("", "a b", "-a", "_a", "ü", "a/b", "a".repeat(256))) {
      EcsError error = refused(create(Picture.EMPTY, name));
      assertEquals("InvalidParameterException", error.code(), name);
      assertEquals(
          "Invalid cluster name '"
              + name
              + "': a name has 1 to 255 letters, digits, hyphens and underscores.",
          error.message());
    }
    for (String name : List.of("a", "A-b_9", "a".repeat(255))) {
      assertEquals(name, accepted(create(Picture.EMPTY, name)).reply().arn().name());
    }
  }

  @Test
  void aDeletedClusterIsInactiveAndRememberedForAWhile() {
    var outcome = accepted(DeleteCluster.decide(picture(), CLUSTER, EMPTY, 0, NOON));
    assertEquals("INACTIVE", outcome.reply().status());
    Picture deleted = picture().apply(outcome.changes());
    assertFalse(deleted.find(Cluster.key(CLUSTER)).orElseThrow().isActive());

    assertEquals(0, accepted(ForgetClusters.decide(deleted, NOON)).reply());
    var forgotten = accepted(ForgetClusters.decide(deleted, NOON.plusSeconds(1)));
    assertEquals(List.of(new Change.Delete(Cluster.key(CLUSTER))), forgotten.changes());
  }

  @Test
  void anActiveClusterIsNeverForgotten() {
    assertEquals(0, accepted(ForgetClusters.decide(picture(), NOON.plusSeconds(99_999))).reply());
  }

  @Test
  void anOccupiedClusterIsNotDeleted() {
    EcsError instances = refused(delete(new Occupancy(1, 0, 0, 3)));
    assertEquals("ClusterContainsContainerInstancesException", instances.code());
    assertEquals(
        "The Cluster cannot be deleted while Container Instances are active or draining.",
        instances.message());
    EcsError tasks = refused(delete(new Occupancy(0, 0, 0, 1)));
    assertEquals("ClusterContainsTasksException", tasks.code());
    assertEquals("The Cluster cannot be deleted while Tasks are active.", tasks.message());
  }

  @Test
  void aClusterThatIsNotThereIsNotFound() {
    var unknown = new ClusterArn(CELL, "production");
    EcsError error = refused(DeleteCluster.decide(picture(), unknown, EMPTY, 0, NOON));
    assertEquals("ClusterNotFoundException", error.code());
    assertEquals("Cluster not found.", error.message());
    Picture deleted = after(picture(), delete(EMPTY));
    assertEquals(
        "ClusterNotFoundException",
        refused(DeleteCluster.decide(deleted, CLUSTER, EMPTY, 0, NOON)).code(),
        "and a deleted one neither");
  }

  private static Outcome<Cluster> create(Picture picture, String name) {
    return CreateCluster.decide(
        picture, new ClusterArn(CELL, name), said().build(), "disabled", NOON);
  }

  private static Outcome<Cluster> create(Picture picture, CreateClusterRequest.Builder request) {
    return CreateCluster.decide(picture, CLUSTER, request.build(), "disabled", NOON);
  }

  private static CreateClusterRequest.Builder said() {
    return CreateClusterRequest.builder();
  }

  private static void refuses(String message, CreateClusterRequest.Builder request) {
    EcsError error = refused(create(picture(), request));
    assertEquals("InvalidParameterException", error.code());
    assertEquals(message, error.message());
  }

  private static Outcome<Cluster> delete(Occupancy occupancy) {
    return DeleteCluster.decide(picture(), CLUSTER, occupancy, 0, NOON);
  }
}
