package argosy.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.HttpRequest;
import argosy.wire.shape.Form;
import argosy.wire.shape.ListNaming;
import argosy.wire.shape.QueryShape;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// A request whose parameters are a form: in the body, or in the query string where there is none.
record FormAsked(Form form, ListNaming naming) implements Asked {
  static FormAsked of(HttpRequest request, ListNaming naming) {
    byte[] body = request.body();
    return new FormAsked(
        Form.parse(body.length == 0 ? request.rawQuery().getBytes(UTF_8) : body), naming);
  }

  @Override
  public String action() {
    return form.value("Action").orElse("");
  }

  @Override
  public Optional<String> version() {
    return form.value("Version");
  }

  @Override
  public <T extends SdkPojo> T decode(Class<T> request) {
    return QueryShape.read(form, naming, request);
  }
}
