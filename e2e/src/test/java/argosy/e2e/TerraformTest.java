package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Duration STEP_MAX = Duration.ofMinutes(3);
  private static final Pattern NO_PROVIDER =
      Pattern.compile("Failed to (query available provider packages|install provider)");

  /// What a plan that finds nothing to do ends with.
  private static final int NO_CHANGES = 0;

  @TempDir Path folder;

  @Test
  void theExampleIsMadeChangedAndRemoved() throws Exception {
    assumeTrue(isInstalled(), "SKIPPED: no Terraform");
    copyExample();
    try (Argosy argosy = Argosy.withoutEngine()) {
      Ran init = terraform(argosy, "init");
      boolean noProvider = NO_PROVIDER.matcher(init.err()).find();
      assumeTrue(!noProvider, () -> "SKIPPED: no AWS provider for Terraform\n" + init);
      init.well();

      terraform(argosy, "apply", "-auto-approve").well();
      assertNothingToDo(argosy);
      assertThere(argosy.clients(), "1", "enabled");

      String[] next = {"-var=release=2", "-var=insights=enhanced"};
      terraform(argosy, "apply", "-auto-approve", next[0], next[1]).well();
      assertNothingToDo(argosy, next);
      assertThere(argosy.clients(), "2", "enhanced");

      terraform(argosy, "destroy", "-auto-approve").well();
      assertGone(argosy.clients());
    }
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return Ran.of(STEP_MAX, Map.of(), List.of("terraform", "version")).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void copyExample() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(Launcher.example("terraform")))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".tf")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private Ran terraform(Argosy argosy, String verb, String... words) throws Exception {
    var environment = new HashMap<>(argosy.exports().variables());
    environment.put("CHECKPOINT_DISABLE", "1"); // asks nobody for a newer version
    var command =
        new ArrayList<>(
            List.of("terraform", "-chdir=" + folder, verb, "-no-color", "-input=false"));
    command.addAll(List.of(words));
    return Ran.of(STEP_MAX, environment, command);
  }

  private void assertNothingToDo(Argosy argosy, String... variables) throws Exception {
    var words = new ArrayList<>(List.of("-detailed-exitcode"));
    words.addAll(List.of(variables));
    Ran plan = terraform(argosy, "plan", words.toArray(String[]::new));
    assertEquals(NO_CHANGES, plan.exitCode(), plan::toString);
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
