package argosy.e2e;

import java.util.random.RandomGenerator;
import java.util.regex.Matcher;

/// Good requests whose signatures are not.
///
/// @param plain what to sign, for ECS
record FuzzedSignatures(RawRequest.Signer signer, RawRequest plain) implements Fuzzed.Source {
  private static final String NAME = "Authorization";

  @Override
  public Fuzzed next(RandomGenerator random) {
    RawRequest request = signer.sign("ecs", plain);
    return switch (random.nextInt(7)) {
      case 0 -> Fuzzed.surely("no " + NAME, request.without(NAME));
      case 1 -> Fuzzed.surely("another " + NAME, request.withHeader(NAME, another(random)));
      case 2, 3 -> part(random, request);
      case 4 -> Fuzzed.surely("another time", request.withHeader("X-Amz-Date", time(random)));
      case 5 -> presigned(random, request.without(NAME));
      default ->
          Fuzzed.perhaps(
              "scrambled " + NAME,
              request.withHeader(NAME, Fuzzed.scramble(random, request.header(NAME))));
    };
  }

  private static String another(RandomGenerator random) {
    return Fuzzed.one(
        random,
        "",
        "Basic dXNlcjpwYXNz",
        "Bearer x",
        "AWS AKIA:AAAA",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=, SignedHeaders=, Signature=",
        "AWS4-ECDSA-P256-SHA256 Credential=a/20260101/ecs/aws4_request, Signature=00",
        "AWS4-HMAC-SHA1 Credential=a/20260101/us-east-1/ecs/aws4_request",
        "=".repeat(random.nextInt(8_000)),
        "AWS4-HMAC-SHA256 Credential=" + "/".repeat(random.nextInt(8_000)),
        "AWS4-HMAC-SHA256 " + "Signature=,".repeat(random.nextInt(700)));
  }

  /// One part of it is another.
  private static Fuzzed part(RandomGenerator random, RawRequest request) {
    String[] part =
        Fuzzed.one(
            random,
            new String[] {"Signature=.", "Signature=g"},
            new String[] {"Signature=.*", "Signature=" + "0".repeat(random.nextInt(200))},
            new String[] {"Credential=[^/]*", "Credential=AKIA" + random.nextInt()},
            new String[] {"Credential=[^,]*", "Credential=" + Fuzzed.scramble(random, "a/b/c/d/e")},
            new String[] {"/\\d{8}/", "/" + Fuzzed.one(random, "00000000", "x", "20261301") + "/"},
            new String[] {"aws4_request", Fuzzed.one(random, "aws5_request", "", "aws4_request/x")},
            new String[] {
              "SignedHeaders=[^,]*", "SignedHeaders=" + "host;".repeat(random.nextInt(999))
            },
            new String[] {"SignedHeaders=", "SignedHeaders=no-such-header;"});
    String broken = request.header(NAME).replaceFirst(part[0], Matcher.quoteReplacement(part[1]));
    return Fuzzed.surely("part " + part[0], request.withHeader(NAME, broken));
  }

  private static String time(RandomGenerator random) {
    return Fuzzed.one(
        random,
        "",
        "now",
        "19700101T000000Z",
        "99991231T235959Z",
        "20260231T000000Z",
        "99999999T999999Z",
        "-0000101T000000Z",
        "\u0661\u0661".repeat(8),
        "0".repeat(random.nextInt(1, 5_000)));
  }

  private static Fuzzed presigned(RandomGenerator random, RawRequest unsigned) {
    String query =
        ("/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=%s&X-Amz-Expires=%s"
                + "&X-Amz-SignedHeaders=%s&X-Amz-Signature=%s")
            .formatted(
                Fuzzed.one(random, "", "a", "a%2Fb%2Fc%2Fd%2Fe", "%zz", "AKIA%2F".repeat(500)),
                Fuzzed.one(random, "", "20260101T000000Z", "%00"),
                Fuzzed.one(random, "", "-1", "NaN", "604801", "9".repeat(50)),
                Fuzzed.one(random, "", "host", "%3B%3B", "host%3Bhost"),
                Fuzzed.one(random, "", "0".repeat(64), "%", "\u00ff"));
    return Fuzzed.surely("presigned", unsigned.withTarget(query));
  }
}
