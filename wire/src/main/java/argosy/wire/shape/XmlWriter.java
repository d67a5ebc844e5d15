package argosy.wire.shape;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkPojo;

/// Writes model classes as the XML of AWS Query and EC2 Query.
final class XmlWriter {
  private XmlWriter() {}

  static void members(XMLStreamWriter out, SdkPojo model, Structure structure)
      throws XMLStreamException {
    for (Structure.Member member : structure.members()) {
      Object value = member.get(model);
      if (value != null) {
        element(out, member.replyName(), member.shape(), value);
      }
    }
  }

  private static void element(XMLStreamWriter out, String name, Shape shape, Object value)
      throws XMLStreamException {
    switch (shape) {
      case Shape.Scalar scalar -> XmlText.leaf(out, name, Text.of(scalar, value));
      case Shape.Moment moment ->
          XmlText.leaf(out, name, Text.of(moment, Moments.QUERY, (Instant) value));
      case Shape.Nested nested -> {
        out.writeStartElement(name);
        members(out, (SdkPojo) value, nested.structure());
        out.writeEndElement();
      }
      case Shape.Sequence sequence -> {
        if (!sequence.flattened()) {
          out.writeStartElement(name);
        }
        for (Object one : (List<?>) value) {
          element(
              out, sequence.flattened() ? name : sequence.elementName(), sequence.element(), one);
        }
        if (!sequence.flattened()) {
          out.writeEndElement();
        }
      }
      case Shape.Dictionary dictionary -> dictionary(out, name, dictionary, (Map<?, ?>) value);
    }
  }

  private static void dictionary(
      XMLStreamWriter out, String name, Shape.Dictionary dictionary, Map<?, ?> map)
      throws XMLStreamException {
    if (!dictionary.flattened()) {
      out.writeStartElement(name);
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeStartElement(dictionary.flattened() ? name : "entry");
      XmlText.leaf(out, dictionary.keyName(), (String) entry.getKey());
      element(out, dictionary.valueName(), dictionary.value(), entry.getValue());
      out.writeEndElement();
    }
    if (!dictionary.flattened()) {
      out.writeEndElement();
    }
  }
}
