package argosy.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Headers;
import argosy.wire.Protocol;
import argosy.wire.Service;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who signed a request, and refuses what nobody of the keyring signed.
///
/// Which headers a signature covers is the client's choice, `host` excepted; versions of the same
/// client differ in it.
public final class Verifier {
  /// AWS's own: longer would let recorded requests be replayed longer.
  static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /// `X-Amz-Date` has the first, a plain `Date` may have the second.
  private static final List<DateTimeFormatter> TIMES =
      List.of(Signer.TIME, DateTimeFormatter.RFC_1123_DATE_TIME);

  private static final String MANY_REGIONS = "AWS4-ECDSA-P256-SHA256";

  private static final String NO_SIGV4A =
      "Unsupported AWS 'algorithm': '"
          + MANY_REGIONS
          + "' (SigV4A) signs requests to several regions at once, and here each region stands for"
          + " itself. Sign with AWS4-HMAC-SHA256.";

  private static final String OLD_TOKEN = "The security token included in the request is expired";

  private static final String UNKNOWN_KEY =
      "The security token included in the request is invalid."
          + " The command \"argosy env\" prints the credentials of this server.";

  static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided."
          + " Check your AWS Secret Access Key and signing method."
          + " Consult the service documentation for details.";

  private final Keyring keyring;
  private final InstantSource clock;

  public Verifier(Keyring keyring, InstantSource clock) {
    this.keyring = keyring;
    this.clock = clock;
  }

  /// The service that a request claims to be signed for, before anything is verified.
  public static Optional<String> claimedService(Headers headers, String rawQuery) {
    Map<String, String> parameters = Authorization.parameters(headers, rawQuery);
    if (parameters == null || !parameters.containsKey("Credential")) {
      return Optional.empty();
    }
    List<String> credential = Authorization.credential(parameters.getOrDefault("Credential", ""));
    return credential.size() < 4 ? Optional.empty() : Optional.of(credential.get(3));
  }

  /// Also refuses what is signed for another service.
  ///
  /// @param protocol decides the spelling of a refusal
  public Verdict verify(SignableRequest request, Service service, Protocol protocol) {
    Verdict verdict = verify(request, protocol);
    return verdict instanceof Verdict.Accepted(_, _, var scoped) && !scoped.equals(service.name())
        ? Complaint.MISMATCH.as(
            protocol, "Credential should be scoped to correct service: '" + service.name() + "'.")
        : verdict;
  }

  /// @param protocol decides the spelling of a refusal
  public Verdict verify(SignableRequest request, Protocol protocol) {
    Map<String, String> parameters =
        Authorization.parameters(request.headers(), request.rawQuery());
    if (parameters == null) {
      return Complaint.MISSING.as(protocol, "Missing Authentication Token");
    }
    String header = request.headers().first("Authorization").orElse(null);
    String algorithm = header == null ? parameters.getOrDefault("Algorithm", "") : header;
    if (algorithm.startsWith(MANY_REGIONS)) {
      return Complaint.INCOMPLETE.as(protocol, NO_SIGV4A);
    }
    return header == null
        ? verifyQuery(request, protocol, parameters)
        : verifyHeader(request, protocol, parameters, header);
  }

  private Verdict verifyHeader(
      SignableRequest request, Protocol protocol, Map<String, String> parameters, String header) {
    Optional<String> date =
        request.headers().first("X-Amz-Date").or(() -> request.headers().first("Date"));
    List<String> complaints = Authorization.complaints(parameters, date.isPresent());
    if (!complaints.isEmpty()) {
      String hash = Base64.getEncoder().encodeToString(Hash.bytes(header.getBytes(UTF_8)));
      String hint = " (Hashed with SHA-256 and encoded with Base64) Authorization=";
      return Complaint.INCOMPLETE.as(protocol, String.join(" ", complaints) + hint + hash);
    }
    Instant signedAt = time(date.orElse(""));
    if (signedAt == null) {
      return badDate(protocol, date.orElse(""));
    }
    String token = request.headers().first("X-Amz-Security-Token").orElse("");
    var claim = new Claim(Authorization.of(parameters), signedAt, SKEW_MAX, token, request);
    return verify(claim, protocol, Map.of());
  }

  private Verdict verifyQuery(
      SignableRequest request, Protocol protocol, Map<String, String> parameters) {
    List<String> complaints = Presigned.complaints(parameters);
    if (!complaints.isEmpty()) {
      return Complaint.INCOMPLETE.as(protocol, String.join(" ", complaints));
    }
    String date = parameters.getOrDefault("Date", "");
    Instant signedAt = time(date);
    if (signedAt == null) {
      return badDate(protocol, date);
    }
    var covered =
        new SignableRequest(
            request.method(),
            request.path(),
            Presigned.unsigned(request.rawQuery()),
            request.headers(),
            request.body());
    var claim =
        new Claim(
            Authorization.of(parameters),
            signedAt,
            Duration.ofSeconds(Presigned.seconds(parameters)),
            parameters.getOrDefault("Security-Token", ""),
            covered);
    return verify(claim, protocol, parameters);
  }

  private static Verdict badDate(Protocol protocol, String date) {
    return Complaint.INCOMPLETE.as(
        protocol, "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
  }

  private Verdict verify(Claim claim, Protocol protocol, Map<String, String> presigned) {
    Authorization by = claim.authorization();
    Keyring.Key key = keyring.find(by.accessKeyId(), claim.token()).orElse(null);
    if (key == null || !isSame(claim.token(), tokenOf(key))) {
      return Complaint.UNKNOWN_KEY.as(protocol, UNKNOWN_KEY);
    }
    Instant now = clock.instant();
    if (!now.isBefore(key.end())) {
      return Complaint.OLD_TOKEN.as(protocol, OLD_TOKEN);
    }
    String flaw = flaw(claim);
    if (flaw != null) {
      return Complaint.MISMATCH.as(protocol, flaw);
    }
    String skew = skew(claim, now);
    if (skew != null) {
      return Complaint.OLD_SIGNATURE.as(protocol, skew);
    }
    String bodyHash = SignedBody.hash(claim.request(), presigned);
    if (bodyHash == null) {
      return Complaint.MISMATCH.as(protocol, "X-Amz-Content-Sha256 is not the hash of the body.");
    }
    String toSign =
        CanonicalRequest.stringToSign(
            claim.request(), claim.time(), by.scope(), by.signed(), bodyHash);
    SigningKey signing = SigningKey.of(key.credentials().secretAccessKey(), by.scope());
    if (!isSame(signing.sign(toSign), by.signature())) {
      return Complaint.MISMATCH.as(protocol, MISMATCH);
    }
    String chunks = SignedBody.flaw(claim, bodyHash, signing);
    return chunks == null
        ? new Verdict.Accepted(key.caller(), by.scope().region(), by.scope().service())
        : Complaint.MISMATCH.as(protocol, chunks);
  }

  private static String tokenOf(Keyring.Key key) {
    String token = key.credentials().sessionToken();
    return token == null ? "" : token;
  }

  /// What makes a signature worthless before it is compared; null if nothing does.
  private static @Nullable String flaw(Claim claim) {
    Authorization by = claim.authorization();
    if (by.signed().stream().noneMatch("host"::equalsIgnoreCase)) {
      return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    }
    if (!by.terminator().equals(Scope.TERMINATOR)) {
      return "Credential should be scoped with a valid terminator: 'aws4_request', not '%s'."
          .formatted(by.terminator());
    }
    String time = claim.time();
    if (!time.startsWith(by.scope().date() + "T")) {
      return "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
          + " HTTP: '%s' != '%s', from '%s'."
              .formatted(by.scope().date(), time.substring(0, 8), time);
    }
    return null;
  }

  private static @Nullable String skew(Claim claim, Instant now) {
    Instant signedAt = claim.signedAt();
    Instant earliest = now.minus(claim.goodFor());
    Instant latest = now.plus(SKEW_MAX);
    if (signedAt.isBefore(earliest)) {
      return "Signature expired: %s is now earlier than %s (%s - %s.)"
          .formatted(time(signedAt), time(earliest), time(now), span(claim.goodFor()));
    }
    if (signedAt.isAfter(latest)) {
      return "Signature not yet current: %s is still later than %s (%s + 5 min.)"
          .formatted(time(signedAt), time(latest), time(now));
    }
    return null;
  }

  private static String span(Duration span) {
    return span.toSecondsPart() == 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }

  /// Takes the same time wherever the difference is.
  static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  private static String time(Instant instant) {
    return Signer.TIME.format(instant);
  }

  /// Null if the text is no time.
  private static @Nullable Instant time(String text) {
    for (DateTimeFormatter format : TIMES) {
      try {
        return format.parse(text, Instant::from);
      } catch (DateTimeException e) {
        // the next format
      }
    }
    return null;
  }
}
