package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Terraform in a folder, against an Argosy.
record Terraform(Path folder, Argosy argosy) {
  private static final Duration STEP_MAX = Duration.ofMinutes(3);
  private static final Pattern NO_PROVIDER =
      Pattern.compile("Failed to (query available provider packages|install provider)");

  /// What a plan that finds nothing to do ends with.
  private static final int NO_CHANGES = 0;

  /// Skips the test, visibly, where there is no Terraform.
  static void assumeInstalled() throws InterruptedException {
    boolean installed;
    try {
      installed = Ran.of(STEP_MAX, Map.of(), List.of("terraform", "version")).exitCode() == 0;
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, "SKIPPED: no Terraform");
  }

  /// Skips the test, visibly, where the AWS provider can't be had.
  void init() throws Exception {
    Ran init = run("init");
    boolean noProvider = NO_PROVIDER.matcher(init.err()).find();
    assumeTrue(!noProvider, () -> "SKIPPED: no AWS provider for Terraform\n" + init);
    init.well();
  }

  void apply(String... variables) throws Exception {
    run("apply", with("-auto-approve", variables)).well();
  }

  void destroy(String... variables) throws Exception {
    run("destroy", with("-auto-approve", variables)).well();
  }

  void assertNothingToDo(String... variables) throws Exception {
    Ran plan = run("plan", with("-detailed-exitcode", variables));
    assertEquals(NO_CHANGES, plan.exitCode(), plan::toString);
  }

  private static String[] with(String word, String... more) {
    var words = new ArrayList<>(List.of(word));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private Ran run(String verb, String... words) throws Exception {
    var environment = new HashMap<>(argosy.exports().variables());
    environment.put("CHECKPOINT_DISABLE", "1"); // asks nobody for a newer version
    var command =
        new ArrayList<>(
            List.of("terraform", "-chdir=" + folder, verb, "-no-color", "-input=false"));
    command.addAll(List.of(words));
    return Ran.of(STEP_MAX, environment, command);
  }
}
