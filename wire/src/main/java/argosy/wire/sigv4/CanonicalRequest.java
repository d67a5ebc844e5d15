package argosy.wire.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The one spelling of a request that both sides hash, whatever a client or a proxy made of it.
final class CanonicalRequest {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private CanonicalRequest() {}

  /// @param time `yyyyMMdd'T'HHmmss'Z'`
  /// @param signed names of headers, in the order of the signature
  static String stringToSign(
      SignableRequest request, String time, Scope scope, List<String> signed, String bodyHash) {
    String canonical = of(request, signed, bodyHash);
    return ALGORITHM + "\n" + time + "\n" + scope.text() + "\n" + Hash.of(canonical);
  }

  private static String of(SignableRequest request, List<String> signed, String bodyHash) {
    var text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path(request.path())).append('\n');
    text.append(query(request.rawQuery())).append('\n');
    for (String name : signed) {
      text.append(name.toLowerCase(Locale.ROOT)).append(':');
      List<String> values = request.headers().values(name);
      for (int i = 0; i < values.size(); i++) {
        text.append(i == 0 ? "" : ",");
        appendTrimmed(text, values.get(i));
      }
      text.append('\n');
    }
    text.append('\n').append(String.join(";", signed).toLowerCase(Locale.ROOT));
    return text.append('\n').append(bodyHash).toString();
  }

  /// Without dots and empty segments, and encoded once more than it was sent.
  static String path(String sent) {
    if (sent.isEmpty() || sent.equals("/")) {
      return "/";
    }
    Deque<String> segments = new ArrayDeque<>();
    String last = "";
    for (String segment : sent.split("/", -1)) {
      last = segment;
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    var path = new StringBuilder(sent.length() + 16);
    for (String segment : segments) {
      encode(path.append('/'), segment.getBytes(StandardCharsets.UTF_8));
    }
    return last.isEmpty() || segments.isEmpty() ? path.append('/').toString() : path.toString();
  }

  /// Sorted by name and value, after encoding. A plus is a space, because Go's clients sign it so.
  static String query(String sent) {
    if (sent.isEmpty()) {
      return "";
    }
    var parameters = new ArrayList<Parameter>();
    for (String part : sent.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(new Parameter(recode(name), recode(value)));
      }
    }
    parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    var query = new StringBuilder(sent.length() + 16);
    for (Parameter parameter : parameters) {
      query.append(query.isEmpty() ? "" : "&");
      query.append(parameter.name()).append('=').append(parameter.value());
    }
    return query.toString();
  }

  private record Parameter(String name, String value) {}

  private static String recode(String encoded) {
    var text = new StringBuilder(encoded.length() + 16);
    encode(text, decode(encoded));
    return text.toString();
  }

  /// The text of a parameter's value.
  static String decoded(String encoded) {
    return new String(decode(encoded), StandardCharsets.UTF_8);
  }

  /// A stray percent sign stands for itself.
  private static byte[] decode(String encoded) {
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
        decoded.write(HexFormat.fromHexDigits(encodedPair(bytes, i)));
        i += 2;
      } else {
        decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return decoded.toByteArray();
  }

  private static String encodedPair(byte[] bytes, int percent) {
    return "" + (char) bytes[percent + 1] + (char) bytes[percent + 2];
  }

  private static boolean isHex(byte b) {
    return HexFormat.isHexDigit(b);
  }

  private static void encode(StringBuilder to, byte[] bytes) {
    for (byte b : bytes) {
      if ((b >= 'A' && b <= 'Z')
          || (b >= 'a' && b <= 'z')
          || (b >= '0' && b <= '9')
          || b == '-'
          || b == '.'
          || b == '_'
          || b == '~') {
        to.append((char) b);
      } else {
        to.append('%');
        UPPER.toHexDigits(b).chars().forEach(c -> to.append((char) c));
      }
    }
  }

  /// Runs of white space become one space.
  private static void appendTrimmed(StringBuilder to, String value) {
    int start = to.length();
    boolean gap = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        gap = true;
      } else {
        if (gap && to.length() > start) {
          to.append(' ');
        }
        to.append(c);
        gap = false;
      }
    }
  }
}
