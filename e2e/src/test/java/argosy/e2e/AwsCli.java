package argosy.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestReporter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The AWS CLI as it is, with nothing but the exports of `argosy env`.
final class AwsCli {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

  private final Map<String, String> environment;

  AwsCli(Exports exports) {
    environment = new HashMap<>(exports.variables());
    environment.put("AWS_PAGER", "");
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  /// Ends the test, and says so, where there is no AWS CLI.
  static void assume(TestReporter reporter) throws IOException, InterruptedException {
    if (Ran.of(ANSWER_MAX, Map.of(), List.of("sh", "-c", "command -v aws")).exitCode() != 0) {
      reporter.publishEntry("The AWS CLI is not on this machine, so this is not tested here.");
      Assumptions.abort("the AWS CLI is not on this machine");
    }
  }

  /// @param words a command, none of which has a space
  Ran run(String words) throws IOException, InterruptedException {
    return run(words.split(" "));
  }

  Ran run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("aws", "--output", "json"));
    command.addAll(List.of(words));
    return Ran.of(ANSWER_MAX, environment, command);
  }

  /// What a command that ends well prints; an empty object, if it prints nothing.
  ///
  /// @param words a command, none of which has a space
  JsonNode ask(String words) throws IOException, InterruptedException {
    return ask(words.split(" "));
  }

  JsonNode ask(String... words) throws IOException, InterruptedException {
    String out = run(words).well().out();
    return JsonMapper.shared().readTree(out.isBlank() ? "{}" : out);
  }

  /// @param file a task definition
  JsonNode register(String file) throws IOException, InterruptedException {
    return ask("ecs register-task-definition --cli-input-json file://" + file)
        .path("taskDefinition");
  }

  /// @param task its ARN
  JsonNode describe(String task) throws IOException, InterruptedException {
    return ask("ecs describe-tasks --tasks " + task).at("/tasks/0");
  }
}
