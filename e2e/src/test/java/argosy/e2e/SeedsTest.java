package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Definitions that people had before Argosy: nothing of them is lost, and what can't run yet is
/// said in one sentence.
@ExtendWith(SharedArgosy.class)
class SeedsTest {
  private final Argosy argosy;
  private final Clients aws;

  SeedsTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.aws = aws;
  }

  @ParameterizedTest
  @ValueSource(strings = {"webserver-fargate.json", "server-api.json"})
  void aSeedRegistersUnchangedAndNothingIsLost(String file) throws Exception {
    String text = Files.readString(Path.of(Launcher.example("seeds/" + file)));
    JsonNode said = JsonMapper.shared().readTree(text);
    Raw.Reply registered = Raw.of(argosy).call("RegisterTaskDefinition", text);
    assertEquals(200, registered.status(), registered.text());
    String arn = registered.json().at("/taskDefinition/taskDefinitionArn").asString();
    JsonNode kept =
        Raw.of(argosy)
            .call("DescribeTaskDefinition", "{\"taskDefinition\":\"" + arn + "\"}")
            .json()
            .get("taskDefinition");
    assertKept(said, kept, file);
    assertEquals("ACTIVE", kept.path("status").asString());

    var refused =
        assertThrows(
            InvalidParameterException.class, () -> aws.ecs().runTask(it -> it.taskDefinition(arn)));
    String sentence = refused.awsErrorDetails().errorMessage();
    assertEquals(
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.", sentence);
    assertEquals(List.of(), aws.ecs().listTasks().taskArns());
  }

  /// Everything that was said is there and the same; what is added is AWS's to add.
  private static void assertKept(JsonNode said, JsonNode kept, String where) {
    if (said.isObject()) {
      for (var member : said.properties()) {
        String inside = where + "." + member.getKey();
        JsonNode value = kept.path(member.getKey());
        assertTrue(!value.isMissingNode(), inside + " is lost");
        assertKept(member.getValue(), value, inside);
      }
    } else if (said.isArray() && where.endsWith("environment")) {
      assertEquals(
          Set.copyOf(said.valueStream().toList()), Set.copyOf(kept.valueStream().toList()), where);
    } else if (said.isArray()) {
      assertEquals(said.size(), kept.size(), where);
      for (int at = 0; at < said.size(); at++) {
        assertKept(said.get(at), kept.get(at), where + "[" + at + "]");
      }
    } else {
      assertEquals(said, kept, where);
    }
  }
}
