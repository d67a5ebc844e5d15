package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// The example for Terraform, from nothing to all of it, changed, and gone again. A plan in between
/// finds nothing to do: what comes back is what was said.
class TerraformTest {
  @TempDir Path folder;

  @Test
  void theExampleIsMadeChangedAndRemoved() throws Exception {
    Terraform.assumeInstalled();
    copyExample();
    try (Argosy argosy = Argosy.withoutEngine()) {
      var terraform = new Terraform(folder, argosy);
      terraform.init();

      terraform.apply();
      terraform.assertNothingToDo();
      assertThere(argosy.clients(), "1", "enabled");

      String[] next = {"-var=release=2", "-var=insights=enhanced"};
      terraform.apply(next);
      terraform.assertNothingToDo(next);
      assertThere(argosy.clients(), "2", "enhanced");

      terraform.destroy();
      assertGone(argosy.clients());
    }
  }

  private void copyExample() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(Launcher.example("terraform")))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".tf")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static void assertThere(Clients aws, String release, String insights) {
    Cluster shop = cluster(aws, "shop");
    assertEquals("ACTIVE", shop.status());
    assertEquals(insights, shop.settings().getFirst().value());
    assertEquals(
        Set.of("FARGATE", "FARGATE_SPOT", "machines"), Set.copyOf(shop.capacityProviders()));
    assertTrue(cluster(aws, "stage").tags().contains(tag("release", release)));
    assertEquals(
        List.of("shop-api:" + release, "shop-report:" + release, "shop-web:" + release),
        definitions(aws, TaskDefinitionStatus.ACTIVE));
    assertEquals(
        "argosy/webserver:" + release,
        aws.ecs()
            .describeTaskDefinition(it -> it.taskDefinition("shop-web"))
            .taskDefinition()
            .containerDefinitions()
            .getFirst()
            .image());
    assertEquals("enabled", insights(aws));
  }

  /// Clusters and definitions are there a while longer, inactive; a setting can't be taken away by
  /// the provider, so it says the standard.
  private static void assertGone(Clients aws) {
    assertEquals("INACTIVE", cluster(aws, "shop").status());
    assertEquals("INACTIVE", cluster(aws, "stage").status());
    assertEquals(List.of(), aws.ecs().listClusters().clusterArns());
    assertEquals(List.of(), definitions(aws, TaskDefinitionStatus.ACTIVE));
    assertEquals(
        List.of(
            "shop-api:1",
            "shop-api:2",
            "shop-report:1",
            "shop-report:2",
            "shop-web:1",
            "shop-web:2"),
        definitions(aws, TaskDefinitionStatus.INACTIVE));
    assertEquals(
        List.of("FARGATE", "FARGATE_SPOT"),
        aws.ecs().describeCapacityProviders(it -> {}).capacityProviders().stream()
            .map(provider -> provider.name())
            .toList());
    assertEquals("disabled", insights(aws));
  }

  private static Cluster cluster(Clients aws, String name) {
    return aws.ecs()
        .describeClusters(it -> it.clusters(name).include(ClusterField.SETTINGS, ClusterField.TAGS))
        .clusters()
        .getFirst();
  }

  private static List<String> definitions(Clients aws, TaskDefinitionStatus status) {
    return aws.ecs().listTaskDefinitions(it -> it.status(status)).taskDefinitionArns().stream()
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .toList();
  }

  private static String insights(Clients aws) {
    return aws.ecs()
        .listAccountSettings(it -> it.name(SettingName.CONTAINER_INSIGHTS).effectiveSettings(true))
        .settings()
        .getFirst()
        .value();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
