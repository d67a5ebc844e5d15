package argosy.wire.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/// The XML documents of AWS Query and EC2 Query, and nothing more of XML.
final class Xml {
  private static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();
  private static final XMLInputFactory IN = reader();

  private Xml() {}

  /// What writes the inside of an element.
  interface Inside {
    void write(XMLStreamWriter out) throws XMLStreamException;
  }

  /// What reads the element that the reader is at the start of.
  interface Reading<T> {
    T read(XMLStreamReader in) throws XMLStreamException;
  }

  /// @param namespace empty for none
  static byte[] write(String root, String namespace, Inside inside) {
    var bytes = new ByteArrayOutputStream(1_024);
    try {
      XMLStreamWriter out = OUT.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement(root);
      if (!namespace.isEmpty()) {
        out.writeDefaultNamespace(namespace);
      }
      inside.write(out);
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing into memory fails on nothing", e);
    }
    return bytes.toByteArray();
  }

  /// Reads the first element of that name.
  static <T> T find(byte[] xml, String name, Reading<T> reading) throws XMLStreamException {
    XMLStreamReader in = IN.createXMLStreamReader(new ByteArrayInputStream(xml));
    while (in.hasNext()) {
      if (in.next() == XMLStreamReader.START_ELEMENT && in.getLocalName().equals(name)) {
        return reading.read(in);
      }
    }
    throw new XMLStreamException("no element " + name);
  }

  /// Document types could make the reader fetch files and addresses.
  private static XMLInputFactory reader() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
