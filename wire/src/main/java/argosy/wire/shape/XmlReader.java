package argosy.wire.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// Reads model classes from the XML of AWS Query and EC2 Query.
final class XmlReader {
  private XmlReader() {}

  /// Reads the elements below the one that the reader is at the start of, and stops at its end.
  static SdkPojo members(XMLStreamReader in, Structure structure, SdkPojo builder)
      throws XMLStreamException {
    // Flattened collections come in pieces, so members are set at the end.
    Map<Structure.Member, Object> values = new HashMap<>();
    while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
      Structure.Member member = structure.replyMember(in.getLocalName());
      if (member == null) {
        skip(in);
      } else {
        values.put(member, value(in, member.shape(), values.get(member)));
      }
    }
    values.forEach((member, value) -> member.set(builder, value));
    return Structure.build(builder);
  }

  /// @param before the pieces of a flattened collection so far
  private static Object value(XMLStreamReader in, Shape shape, @Nullable Object before)
      throws XMLStreamException {
    String name = in.getLocalName();
    return switch (shape) {
      case Shape.Scalar scalar -> Text.parse(scalar, in.getElementText(), () -> name);
      case Shape.Moment moment ->
          Text.parse(moment, Moments.QUERY, in.getElementText(), () -> name);
      case Shape.Nested nested -> members(in, nested.structure(), nested.newBuilder());
      case Shape.Sequence sequence -> sequence(in, sequence, (List<?>) before);
      case Shape.Dictionary dictionary -> dictionary(in, dictionary, (Map<?, ?>) before);
    };
  }

  private static List<Object> sequence(
      XMLStreamReader in, Shape.Sequence sequence, @Nullable List<?> before)
      throws XMLStreamException {
    List<Object> list = before == null ? new ArrayList<>() : new ArrayList<>(before);
    if (sequence.flattened()) {
      list.add(value(in, sequence.element(), null));
      return list;
    }
    while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
      list.add(value(in, sequence.element(), null));
    }
    return list;
  }

  private static Map<Object, Object> dictionary(
      XMLStreamReader in, Shape.Dictionary dictionary, @Nullable Map<?, ?> before)
      throws XMLStreamException {
    Map<Object, Object> map = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
    if (dictionary.flattened()) {
      entry(in, dictionary, map);
      return map;
    }
    while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
      entry(in, dictionary, map);
    }
    return map;
  }

  private static void entry(
      XMLStreamReader in, Shape.Dictionary dictionary, Map<Object, Object> map)
      throws XMLStreamException {
    String key = null;
    Object value = null;
    while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
      if (in.getLocalName().equals(dictionary.keyName())) {
        key = in.getElementText();
      } else if (in.getLocalName().equals(dictionary.valueName())) {
        value = value(in, dictionary.value(), null);
      } else {
        skip(in);
      }
    }
    if (key == null || value == null) {
      throw new DecodeError("a map's entry without its key or value");
    }
    map.put(key, value);
  }

  private static void skip(XMLStreamReader in) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = in.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamReader.END_ELEMENT) {
        depth--;
      }
    }
  }
}
