package argosy.domain.capacity;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.after;
import static argosy.domain.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProviderUpdate;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

class CapacityProvidersTest {
  private static final Picture ONE = after(Picture.EMPTY, create(Picture.EMPTY, "one", group("g")));

  @Test
  void fargatesTwoAreAlwaysThere() {
    assertEquals(
        List.of("FARGATE", "FARGATE_SPOT"),
        CapacityProvider.FARGATE.stream().map(CapacityProvider::name).toList());
    assertEquals(true, CapacityProvider.find(Picture.EMPTY, "FARGATE").orElseThrow().isFargate());
    assertEquals(Optional.empty(), CapacityProvider.find(Picture.EMPTY, "fargate"));
    assertEquals(false, CapacityProvider.find(ONE, "one").orElseThrow().isFargate());
  }

  @Test
  void defaultsAreSpelledOut() {
    AutoScalingGroupProvider echo =
        accepted(create(Picture.EMPTY, "one", group("g"))).reply().group();
    assertEquals(
        group("g")
            .managedScaling(s ->
                s.status("DISABLED")
                    .targetCapacity(100)
                    .minimumScalingStepSize(1)
                    .maximumScalingStepSize(10_000)
                    .instanceWarmupPeriod(300))
            .managedTerminationProtection("DISABLED")
            .managedDraining("ENABLED")
            .build(),
        echo);
  }

  @Test
  void aNameFollowsTheRules() {
    for (String name :
        List.of("", "a b", "aws-a", "ECSa", "Fargate", "FARGATE", "ä", "a".repeat(256))) {
      EcsError error = refused(create(Picture.EMPTY, name, group("g")));
      assertEquals("InvalidParameterException", error.code(), name);
      assertEquals(
          "The specified capacity provider name is invalid.", error.message().substring(0, 48));
    }
    accepted(create(Picture.EMPTY, "my_Provider-1", group("g")));
  }

  @Test
  void aNameAndAGroupAreUsedOnce() {
    assertEquals(
        new EcsError.Client(
            "The specified capacity provider already exists. To change the configuration of an"
                + " existing capacity provider, update the capacity provider."),
        refused(create(ONE, "one", group("other"))));
    assertEquals(
        new EcsError.Client(
            "The specified Auto Scaling group ARN is already being used by another capacity"
                + " provider. Specify a unique Auto Scaling group ARN and try again."),
        refused(create(ONE, "two", group("g"))));
  }

  @Test
  void oddGroupsAreRefused() {
    Stream.of(
            AutoScalingGroupProvider.builder().autoScalingGroupArn("g"),
            AutoScalingGroupProvider.builder(),
            group("g").managedDraining("LATER"),
            group("g").managedTerminationProtection("ENABLED"),
            group("g").managedScaling(s -> s.status("MAYBE")),
            group("g").managedScaling(s -> s.targetCapacity(0)),
            group("g").managedScaling(s -> s.targetCapacity(101)),
            group("g").managedScaling(s -> s.minimumScalingStepSize(0)),
            group("g").managedScaling(s -> s.maximumScalingStepSize(10_001)),
            group("g").managedScaling(s -> s.instanceWarmupPeriod(-1)))
        .forEach(odd ->
            assertEquals(
                "InvalidParameterException", refused(create(Picture.EMPTY, "one", odd)).code()));
    accepted(
        create(
            Picture.EMPTY,
            "one",
            group("g")
                .managedScaling(s -> s.status("ENABLED"))
                .managedTerminationProtection("ENABLED")));
  }

  @Test
  void anUpdateLeavesTheRestAsItIs() {
    var outcome =
        accepted(
            UpdateCapacityProvider.decide(
                ONE,
                arn("one"),
                AutoScalingGroupProviderUpdate.builder()
                    .managedScaling(s -> s.targetCapacity(80))
                    .build(),
                NOON.plusSeconds(9)));
    CapacityProvider updated = outcome.reply();
    assertEquals(List.of(new Change.Put(updated)), outcome.changes());
    var group = Objects.requireNonNull(updated.group());
    assertEquals(80, group.managedScaling().targetCapacity());
    assertEquals(300, group.managedScaling().instanceWarmupPeriod());
    assertEquals(NOON.plusSeconds(9), updated.updatedAt());
  }

  @Test
  void onlyWhatWasMadeIsUpdated() {
    for (String name : List.of("two", "FARGATE")) {
      assertEquals(
          DeleteCapacityProvider.missing(),
          refused(
              UpdateCapacityProvider.decide(
                  ONE, arn(name), AutoScalingGroupProviderUpdate.builder().build(), NOON)));
    }
  }

  @Test
  void whatNoClusterHasIsDeleted() {
    var outcome = accepted(DeleteCapacityProvider.decide(ONE, arn("one"), Optional.empty()));
    assertEquals(Optional.empty(), CapacityProvider.find(ONE.apply(outcome.changes()), "one"));
    assertEquals(
        new EcsError.Client(
            "The capacity provider cannot be deleted because it is associated with cluster:"
                + " default. Remove the capacity provider from the cluster and try again."),
        refused(DeleteCapacityProvider.decide(ONE, arn("one"), Optional.of(CLUSTER))));
    assertEquals(
        DeleteCapacityProvider.missing(),
        refused(DeleteCapacityProvider.decide(ONE, arn("two"), Optional.empty())));
    assertEquals(
        "The specified capacity provider is reserved and cannot be deleted: FARGATE.",
        refused(DeleteCapacityProvider.decide(ONE, arn("FARGATE"), Optional.empty())).message());
  }

  @Test
  void aStrategyFollowsTheRules() {
    List<String> all = List.of("FARGATE", "FARGATE_SPOT", "one");
    assertEquals(
        Optional.empty(),
        Strategy.complaint(
            ONE, List.of(item("FARGATE", 1, 2), item("FARGATE_SPOT", 1_000, 0)), all));
    complains("can have a base", List.of(item("FARGATE", 1, 1), item("FARGATE_SPOT", 1, 1)), all);
    complains("a mix of", List.of(item("FARGATE", 1, 0), item("one", 1, 0)), all);
    complains("duplicate", List.of(item("FARGATE", 1, 0), item("FARGATE", 1, 0)), all);
    complains("not associated", List.of(item("FARGATE", 1, 0)), List.of("one"));
    complains("between 0 and 1000, not 1001", List.of(item("one", 1_001, 0)), all);
    complains("between 0 and 1000, not -1", List.of(item("one", -1, 0)), all);
    complains("between 0 and 100000", List.of(item("one", 1, 100_001)), all);
    complains("needs a capacityProvider", List.of(item("", 1, 0)), all);
    complains(
        "maximum of 20", IntStream.range(0, 21).mapToObj(at -> item("p" + at, 1, 0)).toList(), all);
  }

  private static void complains(
      String part, List<CapacityProviderStrategyItem> strategy, List<String> associated) {
    EcsError error = Strategy.complaint(ONE, strategy, associated).orElseThrow();
    assertEquals("InvalidParameterException", error.code());
    assertEquals(true, error.message().contains(part), error.message());
  }

  private static CapacityProviderStrategyItem item(String name, int weight, int base) {
    return CapacityProviderStrategyItem.builder()
        .capacityProvider(name)
        .weight(weight)
        .base(base)
        .build();
  }

  private static CapacityProviderArn arn(String name) {
    return new CapacityProviderArn(CELL, name);
  }

  private static AutoScalingGroupProvider.Builder group(String name) {
    return AutoScalingGroupProvider.builder()
        .autoScalingGroupArn(
            "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/"
                + name);
  }

  private static Outcome<CapacityProvider> create(
      Picture picture, String name, AutoScalingGroupProvider.Builder group) {
    return CreateCapacityProvider.decide(picture, name, group.build(), List.of(), NOON);
  }
}
