package argosy.wire.protocol;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.shape.ListNaming;
import argosy.wire.shape.QueryShape;
import argosy.wire.shape.XmlText;
import software.amazon.awssdk.core.SdkPojo;

/// AWS Query: forms in, XML out.
record QueryDialect(Service service) implements Dialect, ClientDialect {
  @Override
  public Asked ask(HttpRequest request) {
    return FormAsked.of(request, ListNaming.QUERY);
  }

  @Override
  public Message reply(String action, SdkPojo response, String requestId) {
    byte[] body =
        Xml.write(
            action + "Response",
            namespace(),
            out -> {
              out.writeStartElement(action + "Result");
              QueryShape.write(out, response);
              out.writeEndElement();
              out.writeStartElement("ResponseMetadata");
              XmlText.leaf(out, "RequestId", requestId);
              out.writeEndElement();
            });
    return new Message(headers(requestId), body);
  }

  @Override
  public Message error(WireError error, String requestId) {
    byte[] body =
        Xml.write(
            "ErrorResponse",
            namespace(),
            out -> {
              out.writeStartElement("Error");
              XmlText.leaf(out, "Type", side(error));
              XmlText.leaf(out, "Code", error.code());
              XmlText.leaf(out, "Message", error.message());
              out.writeEndElement();
              XmlText.leaf(out, "RequestId", requestId);
            });
    return new Message(error.status(), headers(requestId), body);
  }

  @Override
  public WireError malformed(String why) {
    return WireError.client("MalformedQueryString", why);
  }

  @Override
  public WireError unknownAction(String action) {
    String what = action.isEmpty() ? "The request names no action" : action + " is no action";
    return WireError.client(
        "InvalidAction",
        "%s of the service %s, version %s.".formatted(what, service.name(), service.version()));
  }

  @Override
  public WireError fault(String message) {
    return new WireError("InternalFailure", message, 500);
  }

  @Override
  public Message request(String action, SdkPojo request) {
    return Forms.request(service, action, request, ListNaming.QUERY);
  }

  @Override
  public <A extends SdkPojo> A readReply(String action, byte[] body, Class<A> response) {
    return Forms.reply(body, action, action + "Result", response);
  }

  @Override
  public WireError readError(int status, Headers headers, byte[] body) {
    return Forms.error(status, body);
  }

  /// Adds what clients of services that once spoke Query alone know errors by in other protocols.
  static Headers compatible(Service service, WireError error, Headers headers) {
    return service.speaks(Protocol.AWS_QUERY)
        ? headers.with("x-amzn-query-error", error.code() + ";" + side(error))
        : headers;
  }

  private static String side(WireError error) {
    return error.fromSender() ? "Sender" : "Receiver";
  }

  private String namespace() {
    return "https://" + service.name() + ".amazonaws.com/doc/" + service.version() + "/";
  }

  private static Headers headers(String requestId) {
    return Headers.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId);
  }
}
