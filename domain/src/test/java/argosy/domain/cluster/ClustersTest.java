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

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Tag;

class ClustersTest {
  private static final List<ClusterSetting> SETTINGS =
      List.of(ClusterSetting.builder().name("containerInsights").value("enabled").build());
  private static final List<Tag> TAGS = List.of(Tag.builder().key("team").value("a").build());
  private static final Occupancy EMPTY = new Occupancy(0, 0, 0, 0);

  @Test
  void aNewClusterIsActiveWithWhatWasSaid() {
    var outcome = accepted(CreateCluster.decide(Picture.EMPTY, CLUSTER, SETTINGS, TAGS, NOON));
    var expected = new Cluster(CLUSTER, SETTINGS, TAGS, NOON, null);
    assertEquals(List.of(new Change.Put(expected)), outcome.changes());
    assertEquals(expected, outcome.reply());
    assertEquals("ACTIVE", expected.status());
  }

  @Test
  void creatingAgainAnswersTheClusterThatIsThere() {
    Picture picture = picture();
    var outcome =
        accepted(CreateCluster.decide(picture, CLUSTER, SETTINGS, TAGS, NOON.plusSeconds(9)));
    assertEquals(List.of(), outcome.changes());
    assertEquals(picture.find(Cluster.key(CLUSTER)), Optional.of(outcome.reply()));
  }

  @Test
  void aDeletedNameCanBeUsedAgain() {
    Picture deleted = after(picture(), DeleteCluster.decide(picture(), CLUSTER, EMPTY, NOON));
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
  void aClusterBeyondTheQuotaIsRefused() {
    Picture full = Picture.EMPTY;
    for (int at = 0; at < CreateCluster.CLUSTERS_MAX; at++) {
      full = after(full, create(full, "c" + at));
    }
    assertEquals("LimitExceededException", refused(create(full, "one-more")).code());
    assertEquals("c1", accepted(create(full, "c1")).reply().arn().name(), "what is there is there");
  }

  @Test
  void aDeletedClusterIsInactiveAndRememberedForAWhile() {
    var outcome = accepted(DeleteCluster.decide(picture(), CLUSTER, EMPTY, NOON));
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
    EcsError error = refused(DeleteCluster.decide(picture(), unknown, EMPTY, NOON));
    assertEquals("ClusterNotFoundException", error.code());
    assertEquals("Cluster not found.", error.message());
    Picture deleted = after(picture(), delete(EMPTY));
    assertEquals(
        "ClusterNotFoundException",
        refused(DeleteCluster.decide(deleted, CLUSTER, EMPTY, NOON)).code(),
        "and a deleted one neither");
  }

  private static Outcome<Cluster> create(Picture picture, String name) {
    return CreateCluster.decide(picture, new ClusterArn(CELL, name), List.of(), List.of(), NOON);
  }

  private static Outcome<Cluster> delete(Occupancy occupancy) {
    return DeleteCluster.decide(picture(), CLUSTER, occupancy, NOON);
  }
}
