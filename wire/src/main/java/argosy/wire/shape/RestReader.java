package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Gathers the members of a request of REST-JSON from where they are.
final class RestReader {
  private final RestRequest request;
  private final Structure structure;

  private RestReader(RestRequest request, Structure structure) {
    this.request = request;
    this.structure = structure;
  }

  static <T extends SdkPojo> T read(RestRequest request, Class<T> model) {
    Structure structure = Structure.of(model);
    return model.cast(new RestReader(request, structure).read());
  }

  private SdkPojo read() {
    SdkPojo builder = structure.newBuilder();
    for (Structure.Member member : structure.members()) {
      Object value =
          switch (member.field().location()) {
            case PATH, GREEDY_PATH ->
                simple(member, member.shape(), request.labels().get(member.name()), Moments.QUERY);
            case QUERY_PARAM -> parameter(member);
            case HEADER -> header(member);
            case PAYLOAD, STATUS_CODE -> null;
          };
      if (value != null) {
        member.set(builder, value);
      }
    }
    Structure.Member payload = structure.payload();
    if (payload == null) {
      return JsonShape.read(request.body(), structure, builder);
    }
    Object body = request.body().length == 0 ? null : payload(payload);
    if (body != null) {
      payload.set(builder, body);
    }
    return Structure.build(builder);
  }

  private @Nullable Object payload(Structure.Member member) {
    return switch (member.shape()) {
      case Shape.Nested nested ->
          JsonShape.read(request.body(), nested.structure(), nested.newBuilder());
      case Shape.Scalar scalar when scalar == Shape.Scalar.BLOB ->
          SdkBytes.fromByteArrayUnsafe(request.body());
      case Shape.Scalar scalar -> Text.parse(scalar, text(request.body()), member::name);
      case Shape.Moment _, Shape.Sequence _, Shape.Dictionary _ ->
          throw new IllegalArgumentException("no body is a " + member.shape());
    };
  }

  private @Nullable Object parameter(Structure.Member member) {
    if (member.shape() instanceof Shape.Dictionary all) {
      return parameters(member, all);
    }
    List<String> values = request.query().get(member.name());
    if (values == null) {
      return null;
    }
    return member.shape() instanceof Shape.Sequence list
        ? elements(member, list, values, Moments.QUERY)
        : simple(member, member.shape(), values.getLast(), Moments.QUERY);
  }

  /// All parameters that are no other member's.
  private Map<String, Object> parameters(Structure.Member member, Shape.Dictionary shape) {
    Set<String> others = new java.util.HashSet<>();
    for (Structure.Member other : structure.members()) {
      if (other.field().location() == MarshallLocation.QUERY_PARAM) {
        others.add(other.name());
      }
    }
    Map<String, Object> map = new LinkedHashMap<>();
    request
        .query()
        .forEach((name, values) -> {
          if (!others.contains(name)) {
            Object value =
                shape.value() instanceof Shape.Sequence list
                    ? elements(member, list, values, Moments.QUERY)
                    : simple(member, shape.value(), values.getLast(), Moments.QUERY);
            if (value != null) {
              map.put(name, value);
            }
          }
        });
    return map;
  }

  private @Nullable Object header(Structure.Member member) {
    return switch (member.shape()) {
      case Shape.Dictionary _ -> headers(member.name().toLowerCase(Locale.ROOT));
      case Shape.Sequence list -> {
        List<String> values = request.headers().values(member.name());
        yield values.isEmpty()
            ? null
            : elements(member, list, HeaderList.split(values), Moments.HEADER);
      }
      case Shape.Scalar _, Shape.Moment _, Shape.Nested _ -> {
        String value = request.headers().first(member.name()).orElse(null);
        boolean encoded = member.field().containsTrait(JsonValueTrait.class);
        yield value != null && encoded
            ? text(base64(member, value))
            : simple(member, member.shape(), value, Moments.HEADER);
      }
    };
  }

  private @Nullable Map<String, String> headers(String prefix) {
    Map<String, String> map =
        request.headers().all().stream()
            .filter(header -> header.name().toLowerCase(Locale.ROOT).startsWith(prefix))
            .collect(
                Collectors.toMap(
                    header -> header.name().substring(prefix.length()),
                    Headers.Header::value,
                    (first, _) -> first,
                    LinkedHashMap::new));
    return map.isEmpty() ? null : map;
  }

  private static List<Object> elements(
      Structure.Member member, Shape.Sequence list, List<String> values, Format times) {
    var elements = new ArrayList<Object>(values.size());
    for (String value : values) {
      Object element = simple(member, list.element(), value, times);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static @Nullable Object simple(
      Structure.Member member, Shape shape, @Nullable String text, Format times) {
    if (text == null) {
      return null;
    }
    return switch (shape) {
      case Shape.Scalar scalar -> Text.parse(scalar, text, member::name);
      case Shape.Moment moment -> Text.parse(moment, times, text, member::name);
      case Shape.Nested _, Shape.Sequence _, Shape.Dictionary _ ->
          throw new IllegalArgumentException(member.name() + " fits into no line");
    };
  }

  private static byte[] base64(Structure.Member member, String value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw new DecodeError(member.name() + ": expected a base64 string", e);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeError("the body is not UTF-8", e);
    }
  }
}
