package argosy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/// Bodies that aren't what their protocol wants, in every protocol; of services that are there and
/// of such as aren't. Most are broken before they are signed.
record FuzzedBodies(RawRequest.Signer signer) implements Fuzzed.Source {
  private static final String ECS = "AmazonEC2ContainerServiceV20141113.";

  /// Far more than it looks like.
  private static final byte[] BOMB = gzip(new byte[32 << 20]);

  private enum Form {
    JSON,
    /// JSON of a service that isn't there, and whose bodies may be anything.
    ANY,
    FORM,
    CBOR
  }

  /// A request that is none of a client's mistakes, but does nothing that lasts either.
  private record Base(Form form, String service, RawRequest request) {}

  private static final List<Base> BASES =
      List.of(
          json("1.1", "ecs", ECS + "ListTasks", "{\"cluster\":\"default\",\"maxResults\":10}"),
          json(
              "1.0",
              "ecs",
              ECS + "DescribeClusters",
              "{\"clusters\":[\"a\"],\"include\":[\"TAGS\"]}"),
          json(
              "1.1",
              "ecs",
              ECS + "RegisterTaskDefinition",
              "{\"family\":\"f\",\"containerDefinitions\":["
                  + "{\"name\":\"a\",\"image\":\"b\",\"cpu\":1,"
                  + "\"environment\":[{\"name\":\"k\",\"value\":\"v\"}],\"essential\":true}]}"),
          json(
              "1.1",
              "ecs",
              ECS + "CreateCluster",
              "{\"clusterName\":\"no name!\",\"tags\":[{\"key\":\"\"}]}"),
          json(
              "1.1",
              "ecs",
              ECS + "RunTask",
              "{\"cluster\":\"none\",\"taskDefinition\":\"none:1\",\"count\":1,\"overrides\":"
                  + "{\"containerOverrides\":[{\"name\":\"a\",\"command\":[\"b\"]}]}}"),
          json(
              "1.1",
              "ecs",
              ECS + "SubmitTaskStateChange",
              "{\"task\":\"none\",\"pullStartedAt\":1.5}"),
          json("1.1", "ecs", ECS + "CreateService", "{\"serviceName\":\"s\",\"desiredCount\":1}"),
          json("1.0", "dynamodb", "DynamoDB_20120810.ListTables", "{\"Limit\":10}"),
          form("sts", "Action=GetCallerIdentity&Version=2011-06-15"),
          form("sts", "Action=AssumeRole&Version=2011-06-15&RoleArn=a&Tags.member.1.Key=k"),
          form("ec2", "Action=RunInstances&Version=2016-11-15&MinCount=1&SecurityGroup.1=a"),
          new Base(
              Form.ANY,
              "scheduler",
              RawRequest.post(
                  "/schedules/a%20b",
                  Map.of("Content-Type", "application/json"),
                  "{\"Target\":{\"Arn\":\"a\",\"Input\":\"{}\"}}".getBytes(UTF_8))),
          cbor("monitoring", "GraniteServiceVersion20100801", "PutMetricData"),
          cbor("ecs", "AmazonEC2ContainerServiceV20141113", "ListClusters"));

  private static Base json(String version, String service, String target, String body) {
    var headers =
        Map.of("Content-Type", "application/x-amz-json-" + version, "X-Amz-Target", target);
    return new Base(Form.JSON, service, RawRequest.post("/", headers, body.getBytes(UTF_8)));
  }

  private static Base form(String service, String body) {
    var headers = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    return new Base(Form.FORM, service, RawRequest.post("/", headers, body.getBytes(UTF_8)));
  }

  private static Base cbor(String service, String name, String action) {
    var headers = Map.of("Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor");
    // {"a": [1, "b"]}
    byte[] body = {(byte) 0xa1, 0x61, 'a', (byte) 0x82, 1, 0x61, 'b'};
    String path = "/service/" + name + "/operation/" + action;
    return new Base(Form.CBOR, service, RawRequest.post(path, headers, body));
  }

  @Override
  public Fuzzed next(RandomGenerator random) {
    Base base = Fuzzed.one(random, BASES);
    return switch (random.nextInt(8)) {
      case 0 -> packed(random, base);
      case 1 -> after(random, base);
      case 2 -> parts(random, base);
      case 3, 4 -> scrambled(random, base);
      default -> malformed(random, base);
    };
  }

  private Fuzzed scrambled(RandomGenerator random, Base base) {
    byte[] body = Fuzzed.scramble(random, base.request.body());
    return Fuzzed.perhaps("scrambled", signed(base, base.request.withBody(body)));
  }

  private Fuzzed malformed(RandomGenerator random, Base base) {
    byte[] good = base.request.body();
    byte[] cut = Arrays.copyOf(good, random.nextInt(1, good.length));
    return switch (base.form) {
      case JSON -> surely(base, random.nextInt(3) == 0 ? cut : json(random).getBytes(ISO_8859_1));
      case CBOR -> surely(base, random.nextInt(3) == 0 ? cut : cbor(random));
      case FORM -> surely(base, form(random).getBytes(ISO_8859_1));
      case ANY ->
          Fuzzed.perhaps(
              "malformed", signed(base, base.request.withBody(json(random).getBytes(UTF_8))));
    };
  }

  private static String json(RandomGenerator random) {
    int many = random.nextInt(70, 50_000);
    return Fuzzed.one(
        random,
        "[]",
        "null",
        "1",
        "\"{}\"",
        "{}{}",
        "{} x",
        "<a/>",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud8\"}",
        "{\"a\":\"\u00ff\u00c3(\"}",
        "{\"a\":\"\u00ed\u00a0\u0080\"}",
        "\0",
        "{\"a\":" + "1".repeat(many) + "e" + "9".repeat(9) + "x}",
        "[".repeat(many),
        "{\"a\":".repeat(many),
        "{\"a\":[" + "[],".repeat(many) + "[]]",
        "{\"a\":\"" + "x".repeat(many));
  }

  private static byte[] cbor(RandomGenerator random) {
    int[] heads = {0x81, 0xa1, 0x9f, 0xbf, 0xc2, 0xd8, 0x5b, 0x7b, 0x3b, 0xff, 0x00, 0xf6, 0x1c};
    byte[] body = new byte[random.nextInt(70, 50_000)];
    Arrays.fill(body, (byte) heads[random.nextInt(heads.length)]);
    return body;
  }

  /// Forms hardly can be malformed, only too large.
  private static String form(RandomGenerator random) {
    return random.nextBoolean()
        ? "Action=A&Version=1&" + "a=1&".repeat(random.nextInt(20_001, 60_000))
        : "Action=A&Version=1&" + "a.".repeat(random.nextInt(70, 50_000)) + "=1";
  }

  /// Encoded otherwise than the headers say.
  private Fuzzed packed(RandomGenerator random, Base base) {
    byte[] body =
        switch (random.nextInt(4)) {
          case 0 -> BOMB;
          case 1 -> Arrays.copyOf(BOMB, random.nextInt(1, BOMB.length - 8));
          case 2 -> Fuzzed.flipped(random, gzip(base.request.body()), 3);
          default -> base.request.body();
        };
    RawRequest request =
        base.request
            .withBody(body)
            .withHeader("Content-Encoding", Fuzzed.one(random, "gzip", "GZIP, x"));
    return Fuzzed.surely("packed", signed(base, request));
  }

  /// Broken after it was signed.
  private Fuzzed after(RandomGenerator random, Base base) {
    RawRequest signed = signed(base, base.request);
    int length = signed.body().length;
    return switch (random.nextInt(5)) {
      case 0 -> Fuzzed.surely("cut", signed.withBody(Arrays.copyOf(signed.body(), length - 1)));
      case 1 -> Fuzzed.surely("hash", signed.withHeader("X-Amz-Content-Sha256", "0".repeat(64)));
      case 2 -> {
        RawRequest inChunks = signer.signInChunks(base.service, base.request);
        byte[] body = Fuzzed.flipped(random, inChunks.body(), inChunks.body().length - 4);
        yield Fuzzed.surely("chunk", inChunks.withBody(body));
      }
      case 3 ->
          Fuzzed.surely(
              "too large", signed.withBody(new byte[random.nextInt((1 << 20) + 1, 2 << 20)]));
      default ->
          Fuzzed.surely("flipped", signed.withBody(Fuzzed.flipped(random, signed.body(), length)));
    };
  }

  /// Of another type, for another target, at another path, by another method.
  private Fuzzed parts(RandomGenerator random, Base base) {
    RawRequest request = base.request;
    RawRequest other =
        switch (random.nextInt(5)) {
          case 0 -> request.without("Content-Type");
          case 1 ->
              request.withHeader(
                  "Content-Type",
                  Fuzzed.one(
                      random,
                      "text/plain",
                      "application/x-amz-json-9.9",
                      "application/cbor",
                      "/",
                      "*/*;q=x"));
          case 2 ->
              request.withHeader(
                  "X-Amz-Target",
                  Fuzzed.one(
                      random,
                      "",
                      ".",
                      ECS,
                      ECS + "../x",
                      "x." + "y".repeat(5_000),
                      ECS + "ListTasks.x"));
          case 3 ->
              request.withTarget(
                  Fuzzed.one(random, "/a/b", "/service//operation/", "/?Action=&&=%00"));
          default -> request.withMethod(Fuzzed.one(random, "PUT", "DELETE", "PATCH", "GET"));
        };
    return Fuzzed.perhaps("parts", signed(base, other));
  }

  private Fuzzed surely(Base base, byte[] body) {
    return Fuzzed.surely("malformed " + base.form, signed(base, base.request.withBody(body)));
  }

  private RawRequest signed(Base base, RawRequest request) {
    return signer.sign(base.service, request);
  }

  private static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new AssertionError("written to memory", e);
    }
    return packed.toByteArray();
  }
}
