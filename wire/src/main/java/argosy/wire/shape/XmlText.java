package argosy.wire.shape;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Text in XML 1.0, which can't carry every character.
public final class XmlText {
  private static final char REPLACEMENT = '\uFFFD';

  private XmlText() {}

  /// Writes an element with text in it. Characters that XML has no spelling for, most of them
  /// control characters, become U+FFFD.
  public static void leaf(XMLStreamWriter out, String name, String text) throws XMLStreamException {
    out.writeStartElement(name);
    int start = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      // Readers take a plain carriage return for the end of a line.
      if (c == '\r' || !isLegal(c)) {
        out.writeCharacters(text.substring(start, i));
        if (c == '\r') {
          out.writeEntityRef("#13");
        } else {
          out.writeCharacters(String.valueOf(REPLACEMENT));
        }
        start = i + 1;
      }
    }
    out.writeCharacters(start == 0 ? text : text.substring(start));
    out.writeEndElement();
  }

  private static boolean isLegal(int c) {
    return (c >= 0x20 && c <= 0xD7FF)
        || c == '\t'
        || c == '\n'
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
