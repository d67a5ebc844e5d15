package argosy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Requests of the right form with members that can't be right, for every action of ECS that is
/// built: made of the SDK's model, member by member, by its type.
///
/// @param actions what to ask for
/// @param known of what is there, by what the names of the members for it contain; where it is
///   empty nothing is right, no word of the model either
record FuzzedInputs(RawRequest.Signer signer, List<String> actions, Map<String, List<String>> known)
    implements Fuzzed.Source {
  private static final String MODELS = "software.amazon.awssdk.services.ecs.model.";
  private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
  private static final JsonNodeFactory NODES = JsonMapper.shared().getNodeFactory();
  private static final int DEPTH_MAX = 6;

  /// No valid name, ARN, or word of anything.
  private static final List<String> WRONG =
      List.of(
          "",
          " ",
          "a b!",
          "\0",
          "a\0b!",
          "-1.5",
          "../../etc/passwd",
          "%s%n!",
          "${jndi:x}",
          "\u00e9\u20ac\ud83d\ude00",
          "\u202e\u0000\uffff",
          "x".repeat(300),
          "x".repeat(5_000),
          "a:b:c:d",
          "arn:",
          "arn:aws:ecs:::/",
          "arn:aws:ecs:us-east-1:999999999999:cluster/default",
          "arn:aws:ecs:us-east-1:999999999999:task/default/" + "0".repeat(32),
          "arn:aws:ecs:eu-west-9:123456789012:task-definition/fuzz:1",
          "arn:aws:ecs:us-east-1:123456789012:task-definition/fuzz:99999999999999999999",
          "arn:aws:ecs:us-east-1:123456789012:container-instance/default/x/y/z",
          "arn:aws:ecs:us-east-1:123456789012:capacity-provider/",
          "arn:aws:s3:::bucket",
          "fuzz:-1",
          "fuzz:99999999999999999999",
          "cDE6", // p1: as the tokens of listings begin
          "cDE6AAAA____",
          "cDE6_____w");

  @Override
  public Fuzzed next(RandomGenerator random) {
    String action = Fuzzed.one(random, actions);
    ObjectNode input = members(random, model(action), 0);
    var headers =
        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TARGET + action);
    byte[] body = input.toString().getBytes(UTF_8);
    return Fuzzed.perhaps(action, signer.sign("ecs", RawRequest.post("/", headers, body)));
  }

  private static SdkPojo model(String action) {
    try {
      return (SdkPojo) Class.forName(MODELS + action + "Request").getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the SDK has no " + action, e);
    }
  }

  private ObjectNode members(RandomGenerator random, SdkPojo model, int depth) {
    ObjectNode node = NODES.objectNode();
    int every = random.nextInt(1, 4);
    for (SdkField<?> field : model.sdkFields()) {
      if (random.nextInt(every) == 0) {
        node.set(field.locationName(), value(random, field, model, depth));
      }
    }
    return node;
  }

  private JsonNode value(RandomGenerator random, SdkField<?> field, SdkPojo of, int depth) {
    if (depth > DEPTH_MAX || random.nextInt(40) == 0) {
      return anything(random);
    }
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.STRING)) {
      return NODES.stringNode(text(random, field, of));
    } else if (type.equals(MarshallingType.SDK_POJO)) {
      return members(random, field.constructor().get(), depth + 1);
    } else if (type.equals(MarshallingType.LIST)) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      var list = NODES.arrayNode();
      int many = Fuzzed.one(random, 0, 1, 1, 2, 3, depth == 0 ? 150 : 11);
      for (int i = 0; i < many; i++) {
        list.add(named(random, field, element, of, depth));
      }
      return list;
    } else if (type.equals(MarshallingType.MAP)) {
      SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
      ObjectNode map = NODES.objectNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        map.set(Fuzzed.one(random, WRONG), value(random, entry, of, depth + 1));
      }
      return map;
    } else if (type.equals(MarshallingType.BOOLEAN)) {
      return NODES.booleanNode(random.nextBoolean());
    }
    return number(random);
  }

  /// Elements of a list of texts are named like the list.
  private JsonNode named(
      RandomGenerator random, SdkField<?> list, SdkField<?> element, SdkPojo of, int depth) {
    return element.marshallingType().equals(MarshallingType.STRING) && random.nextInt(20) > 0
        ? NODES.stringNode(text(random, list, of))
        : value(random, element, of, depth + 1);
  }

  private String text(RandomGenerator random, SdkField<?> field, SdkPojo of) {
    String name = field.locationName().toLowerCase(Locale.ROOT);
    List<String> there =
        known.entrySet().stream()
            .filter(it -> name.contains(it.getKey()))
            .flatMap(it -> it.getValue().stream())
            .sorted()
            .toList();
    if (!there.isEmpty() && random.nextInt(4) > 0) {
      return Fuzzed.one(random, there);
    }
    List<String> words = known.isEmpty() ? List.of() : words(field, of);
    return !words.isEmpty() && random.nextBoolean()
        ? Fuzzed.one(random, words)
        : Fuzzed.one(random, WRONG);
  }

  /// The words that the model has for a member; none where it takes any text.
  private static List<String> words(SdkField<?> field, SdkPojo of) {
    String getter = field.locationName();
    return Stream.of(of.getClass().getEnclosingClass().getMethods())
        .filter(method -> method.getName().equals(getter) && method.getReturnType().isEnum())
        .flatMap(method -> Stream.of(method.getReturnType().getEnumConstants()))
        .map(Object::toString)
        .filter(word -> !word.equals("null"))
        .toList();
  }

  private static JsonNode number(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.numberNode(0);
      case 1 -> NODES.numberNode(-1);
      case 2 -> NODES.numberNode(Integer.MAX_VALUE);
      case 3 -> NODES.numberNode(Integer.MIN_VALUE);
      case 4 -> NODES.numberNode(Long.MAX_VALUE);
      case 5 -> NODES.numberNode(1.5);
      case 6 -> NODES.numberNode(1e300);
      default -> NODES.numberNode(random.nextInt(70_000));
    };
  }

  private static JsonNode anything(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.objectNode();
      case 2 -> NODES.arrayNode().addNull();
      case 3 -> NODES.stringNode("NaN");
      case 4 -> NODES.booleanNode(true);
      default -> NODES.numberNode(7);
    };
  }
}
