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
  private static final Duration SKEW_MAX = Duration.ofMinutes(5);

  /// `X-Amz-Date` has the first, a plain `Date` may have the second.
  private static final List<DateTimeFormatter> TIMES =
      List.of(Signer.TIME, DateTimeFormatter.RFC_1123_DATE_TIME);

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String UNKNOWN_KEY =
      "The security token included in the request is invalid."
          + " The command \"argosy env\" prints the credentials of this server.";

  private static final String MISMATCH =
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
  public static Optional<String> claimedService(Headers headers) {
    return headers
        .first("Authorization")
        .map(Authorization::parameters)
        .filter(parameters -> Authorization.complaints(parameters, true).isEmpty())
        .map(parameters -> Authorization.of(parameters).scope().service());
  }

  /// Also refuses what is signed for another service.
  public Verdict verify(SignableRequest request, Service service) {
    Verdict verdict = verify(request, service.protocol());
    return verdict instanceof Verdict.Accepted(_, _, var scoped) && !scoped.equals(service.name())
        ? Complaint.MISMATCH.as(
            service.protocol(),
            "Credential should be scoped to correct service: '" + service.name() + "'.")
        : verdict;
  }

  /// @param protocol decides the spelling of a refusal
  public Verdict verify(SignableRequest request, Protocol protocol) {
    String header = request.headers().first("Authorization").orElse(null);
    if (header == null) {
      return Complaint.MISSING.as(protocol, "Missing Authentication Token");
    }
    Map<String, String> parameters = Authorization.parameters(header);
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
      return Complaint.INCOMPLETE.as(
          protocol, "Date must be in ISO-8601 'basic format'. Got '" + date.orElse("") + "'.");
    }
    return verify(request, protocol, Authorization.of(parameters), signedAt);
  }

  private Verdict verify(
      SignableRequest request, Protocol protocol, Authorization claim, Instant signedAt) {
    Keyring.Key key = keyring.find(claim.accessKeyId()).orElse(null);
    String token = request.headers().first("X-Amz-Security-Token").orElse("");
    if (key == null || !isSame(token, tokenOf(key))) {
      return Complaint.UNKNOWN_KEY.as(protocol, UNKNOWN_KEY);
    }
    String flaw = flaw(claim, signedAt, clock.instant());
    if (flaw != null) {
      return Complaint.MISMATCH.as(protocol, flaw);
    }
    String bodyHash = bodyHash(request);
    if (bodyHash == null) {
      return Complaint.MISMATCH.as(protocol, "X-Amz-Content-Sha256 is not the hash of the body.");
    }
    String time = Signer.TIME.format(signedAt);
    String toSign =
        CanonicalRequest.stringToSign(request, time, claim.scope(), claim.signed(), bodyHash);
    String secret = key.credentials().secretAccessKey();
    return isSame(SigningKey.of(secret, claim.scope()).sign(toSign), claim.signature())
        ? new Verdict.Accepted(key.caller(), claim.scope().region(), claim.scope().service())
        : Complaint.MISMATCH.as(protocol, MISMATCH);
  }

  private static String tokenOf(Keyring.Key key) {
    String token = key.credentials().sessionToken();
    return token == null ? "" : token;
  }

  /// What makes a signature worthless before it is compared; null if nothing does.
  private static @Nullable String flaw(Authorization claim, Instant signedAt, Instant now) {
    if (claim.signed().stream().noneMatch("host"::equalsIgnoreCase)) {
      return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    }
    if (!claim.terminator().equals(Scope.TERMINATOR)) {
      return "Credential should be scoped with a valid terminator: 'aws4_request', not '%s'."
          .formatted(claim.terminator());
    }
    String time = Signer.TIME.format(signedAt);
    if (!time.startsWith(claim.scope().date() + "T")) {
      return "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
          + " HTTP: '%s' != '%s', from '%s'."
              .formatted(claim.scope().date(), time.substring(0, 8), time);
    }
    return skew(signedAt, now);
  }

  private static @Nullable String skew(Instant signedAt, Instant now) {
    Instant earliest = now.minus(SKEW_MAX);
    Instant latest = now.plus(SKEW_MAX);
    if (signedAt.isBefore(earliest)) {
      return "Signature expired: %s is now earlier than %s (%s - 5 min.)"
          .formatted(time(signedAt), time(earliest), time(now));
    }
    if (signedAt.isAfter(latest)) {
      return "Signature not yet current: %s is still later than %s (%s + 5 min.)"
          .formatted(time(signedAt), time(latest), time(now));
    }
    return null;
  }

  /// The hash that the signature covers; null if the client's own isn't that of the body.
  private static @Nullable String bodyHash(SignableRequest request) {
    String claimed = request.headers().first("X-Amz-Content-Sha256").orElse(null);
    if (UNSIGNED.equals(claimed)) {
      return UNSIGNED;
    }
    String hash = Hash.of(request.body());
    return claimed == null || claimed.equals(hash) ? hash : null;
  }

  /// Takes the same time wherever the difference is.
  private static boolean isSame(String one, String other) {
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
