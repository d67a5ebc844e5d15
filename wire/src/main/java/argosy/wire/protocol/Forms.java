package argosy.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.shape.DecodeError;
import argosy.wire.shape.ListNaming;
import argosy.wire.shape.QueryShape;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.SdkPojo;

/// The client's side that AWS Query and EC2 Query share: forms go out, XML comes back.
final class Forms {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private Forms() {}

  static Message request(Service service, String action, SdkPojo request, ListNaming naming) {
    var form = new StringBuilder("Action=" + action + "&Version=" + service.version());
    QueryShape.append(form, naming, request);
    return new Message(Headers.of("Content-Type", FORM), form.toString().getBytes(UTF_8));
  }

  /// @param element that has the response's members in it
  /// @throws DecodeError if the body isn't the response of the action
  static <A extends SdkPojo> A reply(
      byte[] body, String action, String element, Class<A> response) {
    try {
      return Xml.find(body, element, in -> QueryShape.read(in, response));
    } catch (XMLStreamException e) {
      throw new DecodeError("not the response of " + action, e);
    }
  }

  /// The error of a body that has its code and its message somewhere; whatever it is, there is one.
  static WireError error(int status, byte[] body) {
    try {
      String code = Xml.find(body, "Code", in -> in.getElementText());
      String message = Xml.find(body, "Message", in -> in.getElementText());
      return new WireError(code, message, status);
    } catch (XMLStreamException e) {
      return new WireError("UnknownError", new String(body, UTF_8), status);
    }
  }
}
