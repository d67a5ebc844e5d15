package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.JsonValueTrait;

/// Puts the members of a response of REST-JSON where they belong.
final class RestWriter {
  private static final String JSON = "application/json";
  private static final byte[] NOTHING = {};

  private RestWriter() {}

  static RestResponse write(SdkPojo response) {
    Structure structure = Structure.of(response.getClass());
    int status = 200;
    var headers = new ArrayList<Headers.Header>();
    for (Structure.Member member : structure.members()) {
      Object value = member.inBody() ? null : member.get(response);
      if (value instanceof Integer code
          && member.field().location() == MarshallLocation.STATUS_CODE) {
        status = code;
      } else if (value != null) {
        header(headers, member, value);
      }
    }
    Structure.Member payload = structure.payload();
    if (payload == null) {
      headers.add(new Headers.Header("Content-Type", JSON));
      return new RestResponse(status, new Headers(headers), JsonShape.toBytes(response));
    }
    Object whole = payload.get(response);
    headers.add(new Headers.Header("Content-Type", type(payload)));
    return new RestResponse(status, new Headers(headers), body(whole));
  }

  private static String type(Structure.Member payload) {
    if (payload.shape() instanceof Shape.Nested) {
      return JSON;
    }
    return payload.shape() == Shape.Scalar.BLOB ? "application/octet-stream" : "text/plain";
  }

  private static byte[] body(@Nullable Object whole) {
    return switch (whole) {
      case null -> NOTHING;
      case SdkPojo model -> JsonShape.toBytes(model);
      case SdkBytes bytes -> bytes.asByteArrayUnsafe();
      default -> whole.toString().getBytes(UTF_8);
    };
  }

  private static void header(List<Headers.Header> headers, Structure.Member member, Object value) {
    if (member.shape() instanceof Shape.Dictionary) {
      ((Map<?, ?>) value)
          .forEach((name, one) ->
              headers.add(new Headers.Header(member.name() + name, line(one.toString()))));
    } else if (member.field().containsTrait(JsonValueTrait.class)) {
      byte[] bytes = value.toString().getBytes(UTF_8);
      headers.add(new Headers.Header(member.name(), Base64.getEncoder().encodeToString(bytes)));
    } else {
      headers.add(new Headers.Header(member.name(), line(text(member.shape(), value))));
    }
  }

  private static String text(Shape shape, Object value) {
    return switch (shape) {
      case Shape.Scalar scalar -> Text.of(scalar, value);
      case Shape.Moment moment -> Text.of(moment, Moments.HEADER, (Instant) value);
      case Shape.Sequence list ->
          HeaderList.join(((List<?>) value).stream().map(it -> text(list.element(), it)).toList());
      case Shape.Nested _, Shape.Dictionary _ ->
          throw new IllegalArgumentException("no line has room for " + value);
    };
  }

  /// A line break in a header would begin another.
  private static String line(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
