package argosy.wire.shape;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkPojo;

/// The SDK's model classes as AWS Query and EC2 Query spell them: requests are forms, responses are
/// XML.
public final class QueryShape {
  private QueryShape() {}

  /// Reads a request from its parameters.
  ///
  /// @throws DecodeError if a parameter isn't of its member's type
  public static <T extends SdkPojo> T read(Form form, ListNaming naming, Class<T> model) {
    Structure structure = Structure.of(model);
    return model.cast(
        new FormReader(naming).members(form.root(), structure, structure.newBuilder()));
  }

  /// Appends a request's parameters, each with `&` in front.
  public static void append(StringBuilder form, ListNaming naming, SdkPojo model) {
    new FormWriter(form, naming).members("", model, Structure.of(model.getClass()));
  }

  /// Writes the members of a response into the element that is open.
  public static void write(XMLStreamWriter out, SdkPojo model) throws XMLStreamException {
    XmlWriter.members(out, model, Structure.of(model.getClass()));
  }

  /// Reads a response from the element that the reader is at the start of, and stops at its end.
  ///
  /// @throws DecodeError if a member isn't of its type
  public static <T extends SdkPojo> T read(XMLStreamReader in, Class<T> model)
      throws XMLStreamException {
    Structure structure = Structure.of(model);
    return model.cast(XmlReader.members(in, structure, structure.newBuilder()));
  }
}
