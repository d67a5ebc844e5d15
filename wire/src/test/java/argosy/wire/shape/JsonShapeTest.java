package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Seeds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import tools.jackson.databind.json.JsonMapper;

class JsonShapeTest {
  private static final JsonMapper DOCUMENTS =
      JsonMapper.builder().addModule(JsonShape.module()).build();

  @Test
  void everyModelClassComesBackAsItWent() {
    List<Class<? extends SdkPojo>> models = Models.of(Task.class);
    models.addAll(Models.of(GetCallerIdentityRequest.class));
    assertTrue(models.size() > 300, () -> models.size() + " classes");
    Seeds.forAll(
        20,
        random -> {
          for (Class<? extends SdkPojo> model : models) {
            SdkPojo before = Models.random(model, random);
            byte[] json = JsonShape.toBytes(before);
            SdkPojo after = JsonShape.read(json, model);
            assertTrue(
                before.equalsBySdkFields(after),
                () -> before + "\nwent as\n" + new String(json, UTF_8) + "\ncame\n" + after);
          }
        });
  }

  @Test
  void membersLookAsAwsSpellsThem() {
    Task task =
        Task.builder()
            .taskArn("arn:\"x\"")
            .healthStatus(HealthStatus.HEALTHY)
            .version(3L)
            .createdAt(Instant.parse("2023-11-14T22:13:20.123456Z"))
            .startedAt(Instant.parse("2014-05-13T16:53:20Z"))
            .tags(List.of())
            .enableExecuteCommand(true)
            .build();
    assertEquals(
        "{\"createdAt\":1700000000.123,\"enableExecuteCommand\":true,"
            + "\"healthStatus\":\"HEALTHY\",\"startedAt\":1400000000,\"tags\":[],"
            + "\"taskArn\":\"arn:\\\"x\\\"\",\"version\":3}",
        new String(JsonShape.toBytes(task), UTF_8));
    assertEquals("{}", new String(JsonShape.toBytes(Task.builder().build()), UTF_8));
  }

  @Test
  void timesComeInAllNumbers() {
    Instant expected = Instant.ofEpochMilli(1_400_000_000_500L);
    assertEquals(expected, read(Task.class, "{\"createdAt\":1.4000000005E9}").createdAt());
    assertEquals(expected, read(Task.class, "{\"createdAt\":1400000000.5}").createdAt());
    assertEquals(
        Instant.ofEpochSecond(1_400_000_000), read(Task.class, "{\"createdAt\":14e8}").createdAt());
  }

  @Test
  void nullAndUnknownMembersArePassedOver() {
    Task task =
        read(
            Task.class,
            " {\"taskArn\":null,\"tags\":null,\"new\":{\"a\":[1,{\"b\":[]}]},\"version\":1,"
                + "\"version\":2} ");
    assertEquals(2, task.version());
    assertFalse(task.hasTags());
    assertTrue(read(Task.class, "{\"tags\":[]}").hasTags());
    assertTrue(read(Task.class, "").equalsBySdkFields(Task.builder().build()));
  }

  @Test
  void wrongTypesAreNamedWithTheirPlace() {
    refused(
        "containerDefinitions[1].memory: expected an integer, found a string",
        "{\"containerDefinitions\":[{},{\"memory\":\"512\"}]}");
    refused(
        "containerDefinitions[0].environment[0].value: expected a string, found a number",
        "{\"containerDefinitions\":[{\"environment\":[{\"value\":1}]}]}");
    refused(
        "containerDefinitions: expected a list, found an object", "{\"containerDefinitions\":{}}");
    refused(
        "containerDefinitions[0]: expected an object, found null",
        "{\"containerDefinitions\":[null]}");
    refused(
        "containerDefinitions[0].dockerLabels.a: expected a string, found a list",
        "{\"containerDefinitions\":[{\"dockerLabels\":{\"a\":[]}}]}");
    refused(
        "containerDefinitions[0].essential: expected true or false, found a string",
        "{\"containerDefinitions\":[{\"essential\":\"true\"}]}");
    refused(
        "containerDefinitions[0].cpu: expected an integer, found a number",
        "{\"containerDefinitions\":[{\"cpu\":1.5}]}");
    refused(
        "containerDefinitions[0].cpu:"
            + " expected an integer from -2147483648 to 2147483647, found a number",
        "{\"containerDefinitions\":[{\"cpu\":99999999999999999999999}]}");
    refused(
        "family: expected Unicode text without halves of surrogate pairs, found a string",
        "{\"family\":\"\\ud800\"}");
    refused("family: expected a string, found an object", "{\"family\":{\"a\":1}}");
    refused("the body: expected an object, found a list", "[]");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text :
        List.of(
            "{",
            "{\"family\":\"a\"",
            "{} {}",
            "{}x",
            "nonsense",
            "{\"family\":'a'}",
            "\u0000",
            " ",
            "[".repeat(100_000),
            "{\"x\":".repeat(100_000),
            "{\"x\":[1,]}")) {
      assertThrows(DecodeError.class, () -> read(RegisterTaskDefinitionRequest.class, text));
    }
    byte[] notUtf8 = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
    assertThrows(DecodeError.class, () -> JsonShape.read(notUtf8, Task.class));
    for (String unread : List.of("{'new':'#'}", "{'new':[{},{'a':[1,'#']}],'version':1}")) {
      byte[] text = unread.replace('\'', '"').getBytes(UTF_8);
      assertEquals(Task.builder().build(), withoutVersion(JsonShape.read(text, Task.class)));
      text[unread.indexOf('#')] = (byte) 0xC3;
      assertThrows(DecodeError.class, () -> JsonShape.read(text, Task.class));
    }
    assertThrows(DecodeError.class, () -> read(Task.class, "{\"createdAt\":1e400}"));
    assertThrows(DecodeError.class, () -> read(Task.class, "{\"createdAt\":1e999999999}"));
  }

  private static Task withoutVersion(Task task) {
    return task.toBuilder().version(null).build();
  }

  @Test
  void mutatedTextsGiveDecodeErrorsAtWorst() {
    Seeds.forAll(
        2_000,
        random -> {
          SdkPojo model = Models.random(RegisterTaskDefinitionRequest.class, random);
          byte[] json = JsonShape.toBytes(model);
          for (int i = random.nextInt(1, 5); i > 0; i--) {
            json[random.nextInt(json.length)] =
                (byte) "{}[]\",:0ae\\ \u0000".charAt(random.nextInt(13));
          }
          try {
            JsonShape.read(json, RegisterTaskDefinitionRequest.class);
          } catch (DecodeError e) {
            assertFalse(e.getOriginalMessage().isEmpty());
          }
        });
  }

  @Test
  void documentsOfOursHoldModels() {
    ContainerDefinition web =
        ContainerDefinition.builder()
            .name("web")
            .environment(KeyValuePair.builder().name("A").value("b").build())
            .build();
    var document = new Document(1, web, List.of(Tag.builder().key("k").build()), null);
    String json = DOCUMENTS.writeValueAsString(document);
    assertEquals(
        "{\"version\":1,\"container\":{\"name\":\"web\","
            + "\"environment\":[{\"name\":\"A\",\"value\":\"b\"}]},"
            + "\"tags\":[{\"key\":\"k\"}],\"override\":null}",
        json);
    assertEquals(document, DOCUMENTS.readValue(json, Document.class));
    assertEquals(document, DOCUMENTS.treeToValue(DOCUMENTS.valueToTree(document), Document.class));
  }

  @Test
  void everyModelSurvivesATree() {
    Seeds.forAll(
        20,
        random -> {
          SdkPojo before = Models.random(Task.class, random);
          SdkPojo after = DOCUMENTS.treeToValue(DOCUMENTS.valueToTree(before), Task.class);
          assertTrue(before.equalsBySdkFields(after), () -> before + "\ncame as\n" + after);
        });
  }

  private record Document(
      int version,
      ContainerDefinition container,
      List<Tag> tags,
      @Nullable ContainerOverride override) {}

  private static void refused(String message, String json) {
    var error =
        assertThrows(DecodeError.class, () -> read(RegisterTaskDefinitionRequest.class, json));
    assertEquals(message, error.getMessage());
  }

  private static <T extends SdkPojo> T read(Class<T> model, String json) {
    return JsonShape.read(json.getBytes(UTF_8), model);
  }
}
