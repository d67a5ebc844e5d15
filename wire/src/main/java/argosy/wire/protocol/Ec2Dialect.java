package argosy.wire.protocol;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.shape.ListNaming;
import argosy.wire.shape.QueryShape;
import argosy.wire.shape.XmlText;
import software.amazon.awssdk.core.SdkPojo;

/// EC2 Query: forms in, XML out, with envelopes of EC2's own.
record Ec2Dialect(Service service) implements Dialect, ClientDialect {

  @Override
  public Asked ask(HttpRequest request) {
    return FormAsked.of(request, ListNaming.EC2);
  }

  @Override
  public Message reply(String action, SdkPojo response, String requestId) {
    byte[] body =
        Xml.write(
            action + "Response",
            "http://" + service.name() + ".amazonaws.com/doc/" + service.version() + "/",
            out -> {
              XmlText.leaf(out, "requestId", requestId);
              QueryShape.write(out, response);
            });
    return new Message(headers(requestId), body);
  }

  @Override
  public Message error(WireError error, String requestId) {
    byte[] body =
        Xml.write(
            "Response",
            "",
            out -> {
              out.writeStartElement("Errors");
              out.writeStartElement("Error");
              XmlText.leaf(out, "Code", error.code());
              XmlText.leaf(out, "Message", error.message());
              out.writeEndElement();
              out.writeEndElement();
              XmlText.leaf(out, "RequestID", requestId);
            });
    return new Message(error.status(), headers(requestId), body);
  }

  @Override
  public WireError malformed(String why) {
    return WireError.client("MalformedQueryString", why);
  }

  @Override
  public WireError unknownAction(String action) {
    return WireError.client(
        "InvalidAction", "The action " + action + " is not valid for this web service.");
  }

  @Override
  public WireError fault(String message) {
    return new WireError("InternalError", message, 500);
  }

  @Override
  public Message request(String action, SdkPojo request) {
    return Forms.request(service, action, request, ListNaming.EC2);
  }

  @Override
  public <A extends SdkPojo> A readReply(String action, byte[] body, Class<A> response) {
    return Forms.reply(body, action, action + "Response", response);
  }

  @Override
  public WireError readError(int status, Headers headers, byte[] body) {
    return Forms.error(status, body);
  }

  private static Headers headers(String requestId) {
    return Headers.of("Content-Type", "text/xml;charset=UTF-8", "x-amzn-RequestId", requestId);
  }
}
