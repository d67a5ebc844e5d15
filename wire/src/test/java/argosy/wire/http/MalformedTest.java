package argosy.wire.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Operations;
import argosy.wire.Protocol;
import argosy.wire.Seeds;
import argosy.wire.Service;
import argosy.wire.Services;
import argosy.wire.shape.CborShape;
import argosy.wire.shape.JsonShape;
import argosy.wire.shape.ListNaming;
import argosy.wire.shape.Models;
import argosy.wire.shape.QueryShape;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Requests that are broken in every way and every protocol: each gets a 4xx with an error that its
/// client can read, soon, and nothing is thrown.
class MalformedTest {
  private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
  private static final int MALFORMED_MIN = 10_000;
  private static final long NANOS_MAX = 1_000_000_000L;
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final Front front =
      new Front(new Anything(), Fixtures.KEYRING, Fixtures.CLOCK, () -> "id-1");

  private final Map<Protocol, AtomicInteger> refused = new EnumMap<>(Protocol.class);

  @Test
  void everythingMalformedIsTheSendersFault() {
    Seeds.forAll(
        13_000,
        random -> {
          Protocol protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
          HttpRequest request = broken(protocol, random);
          HttpResponse response = timed(request);
          if (response.status() != 200) {
            assertRefused(request, response);
            refused.computeIfAbsent(protocol, _ -> new AtomicInteger()).incrementAndGet();
          }
        });
    int all = refused.values().stream().mapToInt(AtomicInteger::get).sum();
    assertTrue(all >= MALFORMED_MIN, refused::toString);
    assertEquals(PROTOCOLS.size(), refused.size());
  }

  @Test
  void whatIsCostlyIsAnsweredSoon() {
    List<String> json =
        List.of(
            "[".repeat(500_000),
            "{\"a\":".repeat(100_000),
            "{\"family\":1" + "0".repeat(1_000_000) + "}",
            "{\"containerDefinitions\":[{\"cpu\":1" + "0".repeat(999) + "}]}",
            "{\"containerDefinitions\":[" + "{},".repeat(300_000) + "{}]}x",
            "{\"" + "k".repeat(1_000_000) + "\":1",
            "{" + "\"a\":1,".repeat(140_000) + "}",
            "{\"tags\":" + "{\"\\u0000\":".repeat(90_000));
    for (String body : json) {
      assertCostly(Protocol.AWS_JSON_1_1, body.getBytes(UTF_8));
      assertCostly(Protocol.REST_JSON, body.getBytes(UTF_8));
    }
    List<String> forms =
        List.of(
            "a.".repeat(500_000),
            "a=1&".repeat(250_000),
            "Version=2016-11-15&Action=RunInstances&" + many("NetworkInterface.%d.x=", 30_000),
            "Version=2016-11-15&Action=RunInstances&" + many("%d.a.b.c.d.e.f.g.h=", 19_000),
            "Version=2016-11-15&Action=RunInstances&MinCount=" + "9".repeat(1_000_000));
    for (String body : forms) {
      assertCostly(Protocol.EC2_QUERY, body.getBytes(UTF_8));
    }
    for (int head : new int[] {0x81, 0xa1, 0x9f, 0xbf, 0xc2, 0xd8, 0x5b, 0x7b, 0x3b, 0xff}) {
      byte[] body = new byte[1_000_000];
      Arrays.fill(body, (byte) head);
      assertCostly(Protocol.RPC_V2_CBOR, body);
    }
  }

  @Test
  void manyListEntriesTakeNoTime() {
    // The largest lists that the form's limits let through.
    String body =
        "Version=2016-11-15&Action=RunInstances"
            + many("&NetworkInterface.%d.DeviceIndex=1", 19_000);
    assertEquals(200, timed(request(Protocol.EC2_QUERY, body.getBytes(UTF_8))).status());
  }

  private static String many(String part, int count) {
    var text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(part.formatted(i)).append(part.startsWith("&") ? "" : "&");
    }
    return text.toString();
  }

  private void assertCostly(Protocol protocol, byte[] body) {
    HttpRequest request = request(protocol, body);
    HttpResponse response = timed(request);
    // What a service has no member for is passed over.
    if (response.status() != 200) {
      assertRefused(request, response);
    }
  }

  private HttpResponse timed(HttpRequest request) {
    long start = System.nanoTime();
    HttpResponse response = front.handle(request);
    long nanos = System.nanoTime() - start;
    assertTrue(nanos < NANOS_MAX, () -> nanos + " ns for " + request);
    return response;
  }

  private static void assertRefused(HttpRequest request, HttpResponse response) {
    String body = new String(response.body(), UTF_8);
    assertTrue(
        response.status() >= 400 && response.status() < 500,
        () -> response.status() + " " + body + " for " + request);
    String type = response.headers().first("Content-Type").orElse("");
    if (type.startsWith("text/xml")) {
      assertTrue(body.contains("<Code>") && body.contains("<Message>"), body);
    } else if (type.equals("application/cbor")) {
      var error = new CBORMapper().readTree(response.body());
      assertFalse(error.path("__type").asString().isEmpty());
      assertFalse(error.path("message").asString().isEmpty());
    } else {
      var error = JsonMapper.shared().readTree(response.body());
      assertFalse(response.headers().first("x-amzn-ErrorType").orElse("").isEmpty(), body);
      assertFalse(error.path("message").asString().isEmpty(), body);
    }
  }

  /// A good request with changes before it is signed, or after, or both.
  private static HttpRequest broken(Protocol protocol, RandomGenerator random) {
    byte[] body = body(protocol, random);
    boolean early = random.nextInt(4) > 0;
    Sample sample = sample(protocol, early ? scramble(random, body) : body);
    SignableRequest request = sample.request;
    if (random.nextInt(4) == 0) {
      request =
          new SignableRequest(
              random.nextBoolean() ? "GET" : request.method(),
              scramble(random, request.path()),
              scramble(random, request.rawQuery()),
              request.headers(),
              request.body());
    }
    HttpRequest signed = signed(sample.service, request);
    return early && random.nextInt(3) > 0 ? signed : late(random, signed);
  }

  private static HttpRequest late(RandomGenerator random, HttpRequest signed) {
    var headers =
        signed.headers().all().stream()
            .filter(_ -> random.nextInt(15) > 0)
            .map(it ->
                random.nextInt(3) > 0
                    ? it
                    : new Headers.Header(it.name(), scramble(random, it.value())))
            .toList();
    return new HttpRequest(
        signed.method(),
        signed.path(),
        random.nextInt(4) == 0 ? "X-Amz-Signature=" + signed.rawQuery() : signed.rawQuery(),
        random.nextInt(4) == 0
            ? new Headers(headers).with("Content-Encoding", "gzip")
            : new Headers(headers),
        random.nextBoolean() ? scramble(random, signed.body()) : signed.body());
  }

  private record Sample(Service service, SignableRequest request) {}

  private static HttpRequest request(Protocol protocol, byte[] body) {
    Sample sample = sample(protocol, body);
    return signed(sample.service, sample.request);
  }

  private static Sample sample(Protocol protocol, byte[] body) {
    BiFunction<String, Headers, SignableRequest> post =
        (path, headers) -> new SignableRequest("POST", path, "", headers.with("Host", "h"), body);
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1 ->
          new Sample(
              Service.ECS,
              post.apply(
                  "/",
                  Headers.of(
                      "Content-Type",
                      protocol == Protocol.AWS_JSON_1_0
                          ? "application/x-amz-json-1.0"
                          : "application/x-amz-json-1.1",
                      "X-Amz-Target",
                      Service.ECS.target() + ".RegisterTaskDefinition")));
      case AWS_QUERY -> new Sample(Service.STS, post.apply("/", Headers.of("Content-Type", FORM)));
      case EC2_QUERY -> new Sample(Services.EC2, post.apply("/", Headers.of("Content-Type", FORM)));
      case REST_JSON ->
          new Sample(
              Services.SCHEDULER,
              post.apply("/schedules/a%20b", Headers.of("Content-Type", "application/json")));
      case RPC_V2_CBOR ->
          new Sample(
              Services.CLOUDWATCH,
              post.apply(
                  "/service/GraniteServiceVersion20100801/operation/PutMetricData",
                  Headers.of(
                      "Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor")));
    };
  }

  private static byte[] body(Protocol protocol, RandomGenerator random) {
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1 ->
          JsonShape.toBytes(Models.random(RegisterTaskDefinitionRequest.class, random));
      case AWS_QUERY ->
          form(
              "Action=AssumeRole&Version=2011-06-15",
              ListNaming.QUERY,
              Models.random(AssumeRoleRequest.class, random));
      case EC2_QUERY ->
          form(
              "Action=RunInstances&Version=2016-11-15",
              ListNaming.EC2,
              Models.random(RunInstancesRequest.class, random));
      case REST_JSON -> JsonShape.toBytes(Models.random(CreateScheduleRequest.class, random));
      case RPC_V2_CBOR -> CborShape.toBytes(Models.random(PutMetricDataRequest.class, random));
    };
  }

  private static byte[] form(String start, ListNaming naming, SdkPojo request) {
    var form = new StringBuilder(start);
    QueryShape.append(form, naming, request);
    return form.toString().getBytes(UTF_8);
  }

  private static String scramble(RandomGenerator random, String text) {
    return new String(scramble(random, text.getBytes(ISO_8859_1)), ISO_8859_1);
  }

  /// Changes, cuts and doubles bytes, mostly into those that mean something to a parser.
  private static byte[] scramble(RandomGenerator random, byte[] bytes) {
    byte[] scrambled = bytes.clone();
    for (int i = random.nextInt(1, 12); i > 0 && scrambled.length > 0; i--) {
      int at = random.nextInt(scrambled.length);
      switch (random.nextInt(6)) {
        case 0 -> scrambled = Arrays.copyOf(scrambled, at);
        case 1 -> scrambled[at] = (byte) random.nextInt();
        case 2, 3 -> scrambled[at] = (byte) "{}[]\",:=&%.+\\0-e \u0000".charAt(random.nextInt(18));
        case 4 -> scrambled = Arrays.copyOfRange(scrambled, at, scrambled.length);
        default -> {
          int length = Math.min(scrambled.length - at, random.nextInt(1, 50));
          System.arraycopy(
              scrambled, at, scrambled, random.nextInt(scrambled.length - length + 1), length);
        }
      }
    }
    return scrambled;
  }

  private static HttpRequest signed(Service service, SignableRequest request) {
    Headers headers = request.headers();
    var added = Signer.sign(request, Fixtures.ROOT, Fixtures.REGION, service.name(), Fixtures.NOON);
    for (String name : added.keySet().stream().sorted().toList()) {
      headers = headers.with(name, added.getOrDefault(name, ""));
    }
    return new HttpRequest(
        request.method(), request.path(), request.rawQuery(), headers, request.body());
  }

  /// Every action is built, so that everything is decoded.
  private static final class Anything implements Operations {
    @Override
    public Collection<Service> services() {
      return Services.ALL;
    }

    @Override
    public boolean isBuilt(Service service, String action) {
      return true;
    }

    @Override
    public Answer perform(Call call) {
      return new Answer.Reply(RegisterTaskDefinitionResponse.builder().build());
    }
  }
}
