package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.FakeOperations;
import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Seeds;
import argosy.wire.WireError;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class FrontTest {
  private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final List<Answered> told = new ArrayList<>();
  private final Front front =
      new Front(
          new FakeOperations()
              .on(
                  "DescribeClusters",
                  call -> {
                    var request = (DescribeClustersRequest) call.request();
                    var failures =
                        request.clusters().stream()
                            .map(name -> Failure.builder().arn(name).reason("MISSING").build())
                            .toList();
                    return new Answer.Reply(
                        DescribeClustersResponse.builder().failures(failures).build());
                  })
              .on(
                  "GetCallerIdentity",
                  call ->
                      new Answer.Reply(
                          GetCallerIdentityResponse.builder()
                              .userId(call.caller().userId())
                              .account(call.caller().account())
                              .arn(call.caller().arn())
                              .build()))
              .on(
                  "AssumeRole",
                  _ -> new Answer.Refused(new WireError("AccessDenied", "not <you> & \u0007", 403)))
              .on(
                  "CreateCluster",
                  _ -> {
                    throw new IllegalStateException("secret of the inside");
                  }),
          Fixtures.KEYRING,
          Fixtures.CLOCK,
          () -> "id-1",
          told::add);

  @Test
  void everyAnswerIsToldInNamesOfOurOwn() {
    ecs("DescribeClusters", "{}");
    ecs("CreateCluster", "{}");
    ecs("StopTask", "{}");
    ecs("sTOPTask", "{}");
    ecs("STOPTask", "{}");
    ecs("Invented", "{}");
    front.handle(
        new HttpRequest(
            "POST",
            "/",
            "",
            Headers.of("X-Amz-Target", "Stranger_2000.Fly", "Content-Type", JSON),
            "{}".getBytes(UTF_8)));
    assertEquals(
        List.of(
            "ecs DescribeClusters OK",
            "ecs CreateCluster ServerException",
            "ecs StopTask ActionNotBuilt",
            "ecs  UnknownOperationException",
            "ecs StopTask ActionNotBuilt",
            "ecs  UnknownOperationException",
            "  MissingAuthenticationTokenException"),
        told.stream().map(it -> it.service() + " " + it.action() + " " + it.code()).toList());
    assertEquals("000000000000", Objects.requireNonNull(told.getFirst().by()).caller().account());
    assertEquals(null, told.getLast().by());
    assertTrue(told.stream().allMatch(it -> it.tookNanos() > 0));
  }

  @Test
  void jsonRequestsAreAnsweredInJson() {
    HttpResponse response = ecs("DescribeClusters", "{\"clusters\":[\"a\",\"b\"]}");
    assertEquals(200, response.status());
    assertEquals(
        "{\"failures\":[{\"arn\":\"a\",\"reason\":\"MISSING\"},"
            + "{\"arn\":\"b\",\"reason\":\"MISSING\"}]}",
        text(response));
    assertEquals(JSON, header(response, "content-type"));
    assertEquals("id-1", header(response, "X-Amzn-RequestId"));
  }

  @Test
  void queryRequestsAreAnsweredInXml() {
    HttpResponse response = sts("Action=GetCallerIdentity&Version=2011-06-15");
    assertEquals(200, response.status());
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
            + "<GetCallerIdentityResult><UserId>000000000000</UserId>"
            + "<Account>000000000000</Account><Arn>arn:aws:iam::000000000000:root</Arn>"
            + "</GetCallerIdentityResult>"
            + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata>"
            + "</GetCallerIdentityResponse>",
        text(response));
    assertEquals("text/xml", header(response, "Content-Type"));
    assertEquals("id-1", header(response, "x-amzn-RequestId"));
  }

  @Test
  void queryRequestsMayBeGets() {
    var get =
        signed(
            "sts",
            new SignableRequest(
                "GET",
                "/",
                "Action=GetCallerIdentity&Version=2011-06-15",
                Headers.of("Host", "h"),
                new byte[0]));
    assertEquals(200, front.handle(get).status());
  }

  @Test
  void queryErrorsAreXml() {
    HttpResponse response = sts("Action=AssumeRole&Version=2011-06-15");
    assertEquals(403, response.status());
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
            + "<Type>Sender</Type><Code>AccessDenied</Code>"
            + "<Message>not &lt;you&gt; &amp; \uFFFD</Message></Error>"
            + "<RequestId>id-1</RequestId></ErrorResponse>",
        text(response));
  }

  @Test
  void unknownActionsAreAwsErrors() {
    assertError(
        400,
        "UnknownOperationException",
        "MakeCoffee is no action of the service ecs.",
        ecs("MakeCoffee", "{}"));
    assertError(
        400, "UnknownOperationException", "Ecs is no action of the service ecs.", ecs("Ecs", "{}"));
    assertError(
        400,
        "UnknownOperationException",
        "../Task is no action of the service ecs.",
        ecs("../Task", "{}"));
    String form = text(sts("Action=MakeTea&Version=2011-06-15"));
    assertTrue(form.contains("<Code>InvalidAction</Code>"), form);
    String version = text(sts("Action=GetCallerIdentity&Version=2020-01-01"));
    assertTrue(version.contains("<Code>InvalidAction</Code>"), version);
    String none = text(sts("Version=2011-06-15"));
    assertTrue(none.contains("The request names no action of the service sts"), none);
  }

  @Test
  void unbuiltActionsAndServicesSaySo() {
    assertError(
        501,
        "ActionNotBuilt",
        "CreateService is an action of \\\"ecs\\\" that Argosy does not have yet;"
            + " docs/compat.md lists what is built.",
        ecs("CreateService", "{\"serviceName\":\"web\"}"));
    HttpResponse dynamo =
        front.handle(signed("dynamodb", post("DynamoDB_20120810.ListTables", JSON, "{}")));
    assertError(
        501,
        "ServiceNotBuilt",
        "The service \\\"dynamodb\\\" is one that Argosy does not have yet;"
            + " docs/compat.md lists what is built.",
        dynamo);
  }

  @Test
  void whatIsMalformedIsRefusedWhereNothingIsBuiltToo() {
    HttpRequest stranger = signed("dynamodb", post("DynamoDB_20120810.ListTables", JSON, "{]"));
    HttpRequest number = signed("dynamodb", post("DynamoDB_20120810.ListTables", JSON, "1"));
    for (HttpResponse refused :
        List.of(
            ecs("CreateService", "nonsense"),
            ecs("CreateService", "{\"serviceName\":1}"),
            front.handle(stranger),
            front.handle(number))) {
      assertEquals(400, refused.status());
      assertEquals("SerializationException", header(refused, "x-amzn-ErrorType"));
    }
    HttpRequest form = signed("ec2", post("", FORM, "a.".repeat(70) + "=1"));
    assertTrue(text(front.handle(form)).contains("<Code>MalformedQueryString</Code>"));
    HttpRequest rest = signed("s3", post("", "application/xml", "<a/>"));
    assertEquals(501, front.handle(rest).status());
  }

  @Test
  void malformedBodiesAreRefused() {
    assertError(
        400,
        "SerializationException",
        "clusters: expected a list, found a string",
        ecs("DescribeClusters", "{\"clusters\":\"a\"}"));
    assertEquals(
        "SerializationException",
        header(ecs("DescribeClusters", "{\"clusters\":"), "x-amzn-ErrorType"));
    String form = text(sts("Action=%"));
    assertTrue(form.contains("<Code>MalformedQueryString</Code>"), form);
  }

  @Test
  void faultsTellNothingOfTheInside() {
    assertError(
        500,
        "ServerException",
        "Argosy failed on this request; its log says more.",
        ecs("CreateCluster", "{}"));
  }

  @Test
  void theServiceOfTheSignatureMustBeTheTargets() {
    HttpResponse response = front.handle(signed("sts", post(ECS + "DescribeClusters", JSON, "{}")));
    assertError(
        400,
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'ecs'.",
        response);
  }

  @Test
  void strangersLearnNothing() {
    for (String action : new String[] {"DescribeClusters", "CreateService", "MakeCoffee"}) {
      var request = post(ECS + action, JSON, "nonsense");
      HttpResponse response = front.handle(unsigned(request));
      assertEquals(
          "{\"__type\":\"MissingAuthenticationTokenException\","
              + "\"message\":\"Missing Authentication Token\"}",
          text(response));
    }
    HttpResponse form = front.handle(unsigned(post("", FORM, "Action=Nothing")));
    assertEquals(403, form.status());
    assertTrue(text(form).contains("<Code>MissingAuthenticationToken</Code>"), text(form));
  }

  @Test
  void whateverIsSentTheFaultIsTheSenders() {
    Seeds.forAll(
        10_000,
        random -> {
          HttpResponse response = front.handle(mutated(random));
          int status = response.status();
          assertTrue(status < 500 || status == 501, () -> text(response));
          assertFalse(response.headers().all().isEmpty());
        });
  }

  /// A valid request with changes before or after it is signed.
  private static HttpRequest mutated(RandomGenerator random) {
    boolean json = random.nextBoolean();
    String body =
        json
            ? "{\"clusters\":[\"a\",{\"b\":1.5e3}],\"include\":null,\"x\":\"\\u00e9\"}"
            : "Action=GetCallerIdentity&Version=2011-06-15&Tags.member.1.Key=%C3%A9+x";
    var request =
        new SignableRequest(
            random.nextInt(10) == 0 ? "GET" : "POST",
            random.nextInt(5) == 0 ? scramble(random, "/a/../b%20c//d") : "/",
            random.nextInt(5) == 0 ? scramble(random, "a=b&c=%20&d") : "",
            Headers.of(
                "Host",
                "h:1",
                "Content-Type",
                json ? JSON : FORM,
                json ? "X-Amz-Target" : "X-Other",
                scramble(random, ECS + "DescribeClusters")),
            scramble(random, body).getBytes(UTF_8));
    HttpRequest signed = signed(json ? "ecs" : "sts", request);
    if (random.nextInt(3) > 0) {
      return signed;
    }
    var headers =
        signed.headers().all().stream()
            .filter(_ -> random.nextInt(20) > 0)
            .map(it ->
                random.nextInt(4) > 0
                    ? it
                    : new Headers.Header(it.name(), scramble(random, it.value())))
            .toList();
    return new HttpRequest(
        signed.method(), signed.path(), signed.rawQuery(), new Headers(headers), signed.body());
  }

  private static String scramble(RandomGenerator random, String text) {
    var scrambled = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0 && !scrambled.isEmpty(); i--) {
      int at = random.nextInt(scrambled.length());
      switch (random.nextInt(4)) {
        case 0 -> scrambled.deleteCharAt(at);
        case 1 ->
            scrambled.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        case 2 -> scrambled.insert(at, "%{}[]\",:/;=&.+\\ 0".charAt(random.nextInt(17)));
        default -> scrambled.insert(at, scrambled.substring(at));
      }
    }
    return scrambled.toString();
  }

  private HttpResponse ecs(String action, String body) {
    return front.handle(signed("ecs", post(ECS + action, JSON, body)));
  }

  private HttpResponse sts(String form) {
    return front.handle(signed("sts", post("", FORM, form)));
  }

  private static SignableRequest post(String target, String contentType, String body) {
    Headers headers = Headers.of("host", "localhost:4566", "content-type", contentType);
    return new SignableRequest(
        "POST",
        "/",
        "",
        target.isEmpty() ? headers : headers.with("x-amz-target", target),
        body.getBytes(UTF_8));
  }

  private static HttpRequest unsigned(SignableRequest request) {
    return new HttpRequest(
        request.method(), request.path(), request.rawQuery(), request.headers(), request.body());
  }

  private static HttpRequest signed(String service, SignableRequest request) {
    Headers headers = request.headers();
    var added = Signer.sign(request, Fixtures.ROOT, Fixtures.REGION, service, Fixtures.NOON);
    for (String name : added.keySet().stream().sorted().toList()) {
      headers = headers.with(name, added.getOrDefault(name, ""));
    }
    return new HttpRequest(
        request.method(), request.path(), request.rawQuery(), headers, request.body());
  }

  private static void assertError(int status, String code, String message, HttpResponse response) {
    assertEquals("{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}", text(response));
    assertEquals(status, response.status());
    assertEquals(code, header(response, "x-amzn-ErrorType"));
  }

  private static String header(HttpResponse response, String name) {
    return response.headers().first(name).orElse("");
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), UTF_8);
  }
}
