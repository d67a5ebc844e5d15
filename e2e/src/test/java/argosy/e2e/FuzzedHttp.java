package argosy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What isn't HTTP, or not what it says it is.
///
/// @param plain a good request, of which only the end will be missing
record FuzzedHttp(RawRequest.Signer signer, RawRequest plain) implements Fuzzed.Source {
  private static final String GET = "GET / HTTP/1.1\r\n";
  private static final String HOST = "Host: a\r\n";
  private static final String UPGRADE =
      HOST
          + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

  /// What agents open, and what is near it.
  private static final List<String> SOCKETS = List.of("/acs/ws", "/tcs/ws", "/ws", "/telemetry");

  @Override
  public Fuzzed next(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> text("request line", line(random) + HOST + "\r\n");
      case 1 -> text("header", GET + HOST + header(random) + "\r\n");
      case 2 -> text("host", GET + host(random) + "\r\n");
      case 3 -> length(random);
      case 4 -> chunks(random);
      default -> upgrade(random);
    };
  }

  private static Fuzzed text(String what, String text) {
    return Fuzzed.raw(what, text.getBytes(ISO_8859_1));
  }

  private static String line(RandomGenerator random) {
    int many = random.nextInt(20_000, 100_000);
    return Fuzzed.one(
        random,
        "garbage\r\n",
        "GET\r\n",
        "GET /\r\n",
        " / HTTP/1.1\r\n",
        "\0\0\0\0\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "a".repeat(200) + "\r\n",
        "GET / HTTP/0.9\r\n",
        "GET / HTTP/9.9\r\n",
        "GET / HTTP/1.1 1.1\r\n",
        "GET / HTTPS/1.1\r\n",
        "PRI * HTTP/2.0\r\n",
        "GET / / HTTP/1.1\r\n",
        "G\u00e9T / HTTP/1.1\r\n",
        "G".repeat(many) + " / HTTP/1.1\r\n",
        "POST /" + "a".repeat(many) + " HTTP/1.1\r\n",
        "PUT /?" + "a=b&".repeat(many / 4) + " HTTP/1.1\r\n",
        "DELETE /%zz%00%c0%80?%gg=%u1 HTTP/1.1\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\n",
        "GET /;a=b/..;/%2e%2e/ HTTP/1.1\r\n",
        "GET /\u00ff\u00fe HTTP/1.1\r\n",
        "GET http://x:99999999/ HTTP/1.1\r\n",
        "CONNECT a:1 HTTP/1.1\r\n",
        "OPTIONS * HTTP/1.1\r\n",
        "TRACE / HTTP/1.1\r\n");
  }

  private static String header(RandomGenerator random) {
    int many = random.nextInt(20_000, 400_000);
    return Fuzzed.one(
        random,
        "no colon\r\n",
        ": no name\r\n",
        "a b: c\r\n",
        "a\0b: c\r\n",
        "a: \0\r\n",
        "a: b\r\n c: d\r\n",
        "X-Amz-Target: \u00c3(\u00ff\r\n",
        "X-Amz-Target: " + "x".repeat(many) + "\r\n",
        "Authorization: " + "AWS4-HMAC-SHA256 ".repeat(many / 17) + "\r\n",
        "x".repeat(many) + ": y\r\n",
        "a: b\r\n".repeat(many / 6),
        "Expect: soup\r\n",
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAA\r\n");
  }

  private static String host(RandomGenerator random) {
    return Fuzzed.one(
        random,
        "",
        HOST + "Host: b\r\n",
        "Host: a:b:c:99999\r\n",
        "Host: [::\r\n",
        "Host: a:99999999999\r\n",
        "Host: a b\r\n",
        "Host: " + "h".repeat(random.nextInt(300, 10_000)) + "\r\n");
  }

  private Fuzzed length(RandomGenerator random) {
    String length =
        Fuzzed.one(
            random,
            String.valueOf(plain.body().length + random.nextInt(1, 1_000_000)),
            String.valueOf(random.nextInt(plain.body().length)),
            "-1",
            "+2",
            "0x2",
            "1e3",
            "NaN",
            "2 2",
            "2, 3",
            "",
            "9".repeat(random.nextInt(12, 100)),
            "2\r\nContent-Length: 3",
            "2\r\nTransfer-Encoding: chunked");
    return ends("Content-Length: " + length.split("\r", 2)[0], "Content-Length: " + length, "");
  }

  private Fuzzed chunks(RandomGenerator random) {
    String size = Integer.toHexString(plain.body().length);
    String chunk =
        Fuzzed.one(
            random,
            "zz\r\n",
            "-1\r\n",
            "\r\n",
            "f".repeat(random.nextInt(9, 40)) + "\r\n",
            size + ";" + "x".repeat(random.nextInt(10, 40_000)) + "\0\r\n",
            "fff\r\n",
            "1\r\n");
    String coding =
        random.nextInt(4) > 0
            ? "chunked"
            : Fuzzed.one(random, "gzip", "chunked, gzip", "soup", "chunked\r\nA", "identity");
    return ends("chunks", "Transfer-Encoding: " + coding, chunk);
  }

  private Fuzzed ends(String what, String header, String before) {
    String head = signer.sign("ecs", plain).head() + header + "\r\n\r\n" + before;
    return Fuzzed.raw(what, RawLine.bytes(head, plain.body()));
  }

  private Fuzzed upgrade(RandomGenerator random) {
    String path = Fuzzed.one(random, SOCKETS);
    String get = "GET " + path + "?containerInstanceArn=x&agentHash=%zz&& HTTP/1.1\r\n" + UPGRADE;
    return switch (random.nextInt(4)) {
      case 0 -> text("unsigned upgrade", get + "Sec-WebSocket-Version: 13\r\n\r\n");
      case 1 -> brokenOff(get, random);
      case 2 -> text("upgrade with a body", get + "Content-Length: 4\r\n\r\n\u0081\u0081\0\0");
      default -> signedUpgrade(path, random);
    };
  }

  /// Who hangs up so early may find nobody there to answer.
  private static Fuzzed brokenOff(String head, RandomGenerator random) {
    byte[] start = head.substring(0, random.nextInt(1, head.length())).getBytes(ISO_8859_1);
    return new Fuzzed("upgrade that breaks off", start, true, false);
  }

  /// Signed as it should be, for an instance that isn't there, or as no web socket.
  private Fuzzed signedUpgrade(String path, RandomGenerator random) {
    String arn =
        Fuzzed.one(
            random,
            "arn:aws:ecs:us-east-1:999999999999:container-instance/default/" + "0".repeat(32),
            "arn:aws:ecs:eu-west-9:123456789012:container-instance/default/" + "0".repeat(32),
            "arn:aws:ecs:::container-instance",
            "x".repeat(random.nextInt(5_000)),
            "%00%ff%c0%80");
    String query = "?containerInstanceArn=" + arn + "&containerInstance=" + arn + "&seqNum=NaN";
    var upgrade = new RawRequest("GET", path + query, Map.of(), new byte[0]);
    return Fuzzed.surely(
        "signed upgrade",
        signer
            .sign("ecs", upgrade)
            .withHeader("Upgrade", "websocket")
            .withHeader("Connection", "Upgrade")
            .withHeader("Sec-WebSocket-Version", Fuzzed.one(random, "13", "8", "-1", "NaN", "")));
  }
}
