package argosy.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/// Paging, as all listings do it.
class PageTest {
  private final ApiRig rig = new ApiRig();

  @Test
  void pagesTogetherAreTheWholeListing() {
    for (int at = 0; at < 7; at++) {
      create("c" + at);
    }
    for (int max = 1; max <= 8; max++) {
      var all = new ArrayList<String>();
      String token = null;
      do {
        ListClustersResponse page = page(token, max);
        assertEquals(Math.min(max, 7 - all.size()), page.clusterArns().size());
        all.addAll(page.clusterArns());
        token = page.nextToken();
      } while (token != null);
      assertEquals(7, all.size());
      assertEquals(all.stream().sorted().distinct().toList(), all);
    }
  }

  @Test
  void thereIsNoTokenAfterTheLastPage() {
    create("a");
    create("b");
    assertNull(page(null, 2).nextToken());
  }

  @Test
  void aPageHasAHundredUnlessSaidOtherwise() {
    for (int at = 0; at < 101; at++) {
      create("c" + at);
    }
    ListClustersResponse first = page(null, null);
    assertEquals(100, first.clusterArns().size());
    assertEquals(1, page(first.nextToken(), null).clusterArns().size());
  }

  /// Safety: whatever comes and goes, what is there all the time is listed exactly once.
  @Test
  void changesBetweenPagesHideNothingAndDoubleNothing() {
    for (long seed = 1; seed <= 30; seed++) {
      var random = new SplittableRandom(seed);
      var fresh = new ApiRig();
      var steady = new TreeSet<String>();
      for (int at = 0; at < 20; at++) {
        fresh.done(CreateClusterRequest.builder().clusterName("s" + at).build());
        steady.add(ApiRig.ARN + "cluster/s" + at);
      }
      var seen = new ArrayList<String>();
      String token = null;
      do {
        String name = "s" + random.nextInt(20) + "x" + random.nextInt(3);
        fresh.done(CreateClusterRequest.builder().clusterName(name).build());
        if (random.nextBoolean()) {
          fresh.done(DeleteClusterRequest.builder().cluster(name).build());
        }
        var page =
            fresh.reply(
                ListClustersResponse.class,
                ListClustersRequest.builder()
                    .nextToken(token)
                    .maxResults(1 + random.nextInt(5))
                    .build());
        seen.addAll(page.clusterArns());
        token = page.nextToken();
      } while (token != null);
      String message = "seed " + seed;
      assertEquals(seen.stream().distinct().toList(), seen, message);
      assertEquals(
          List.copyOf(steady), seen.stream().filter(steady::contains).sorted().toList(), message);
    }
  }

  @Test
  void aPageGoesOnThoughItsLastEntryIsGone() {
    create("a");
    create("b");
    create("c");
    String token = page(null, 2).nextToken();
    rig.done(DeleteClusterRequest.builder().cluster("b").build());
    assertEquals(List.of(ApiRig.ARN + "cluster/c"), page(token, 2).clusterArns());
  }

  @Test
  void aSizeOutOfRangeIsRefused() {
    for (int max : new int[] {-1, 0, 101}) {
      assertEquals(
          ApiRig.invalid("maxResults must be between 1 and 100, not " + max + "."),
          rig.refused(ListClustersRequest.builder().maxResults(max).build()));
    }
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    for (String odd : List.of("", "x", "!!", "cDI6YQ", "a".repeat(999))) {
      assertEquals(
          ApiRig.invalid("Invalid nextToken: use the one of the answer before, unchanged."),
          rig.refused(ListClustersRequest.builder().nextToken(odd).build()),
          odd);
    }
  }

  @Test
  void aTokenOfAnotherListingShowsNothingElse() {
    rig.withCluster();
    rig.host("default");
    rig.define("web");
    rig.define("web");
    rig.run(
        software.amazon.awssdk.services.ecs.model.RunTaskRequest.builder()
            .taskDefinition("web")
            .count(2));
    create("zzz");
    create("zzzz");
    String token = page(null, 2).nextToken();
    assertEquals(
        List.of(),
        rig.reply(ListTasksResponse.class, ListTasksRequest.builder().nextToken(token).build())
            .taskArns());
    var newestFirst =
        ListTaskDefinitionsRequest.builder()
            .familyPrefix("web")
            .sort("DESC")
            .nextToken(token)
            .build();
    assertEquals(
        List.of(ApiRig.ARN + "task-definition/web:2", ApiRig.ARN + "task-definition/web:1"),
        rig.reply(ListTaskDefinitionsResponse.class, newestFirst).taskDefinitionArns());
  }

  private ListClustersResponse page(@Nullable String token, @Nullable Integer max) {
    return rig.reply(
        ListClustersResponse.class,
        ListClustersRequest.builder().nextToken(token).maxResults(max).build());
  }

  private void create(String name) {
    rig.done(CreateClusterRequest.builder().clusterName(name).build());
  }
}
