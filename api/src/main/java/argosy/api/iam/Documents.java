package argosy.api.iam;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.iam.ChangeGrants;
import argosy.domain.iam.Document;
import argosy.domain.iam.Holder;
import argosy.domain.iam.IamErrors;
import argosy.domain.iam.Policy;
import argosy.domain.iam.ReadPolicy;
import argosy.wire.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// Policies as they travel: JSON in, JSON with every odd character encoded out.
final class Documents {

  /// A member that stands there twice would mean one thing to its author and another to us.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Documents() {}

  static Answer read(String text, Function<Document, Answer> then) {
    return switch (read(text)) {
      case ReadPolicy.Read.Well(Policy policy) -> then.apply(new Document(text, policy));
      case ReadPolicy.Read.Malformed(EcsError error) -> Context.refuse(error);
    };
  }

  static ReadPolicy.Read read(String text) {
    try {
      return ReadPolicy.read(JSON.readValue(text, Object.class));
    } catch (JacksonException e) {
      return new ReadPolicy.Read.Malformed(
          IamErrors.malformed("Syntax errors in policy. " + e.getOriginalMessage()));
    }
  }

  /// An inline policy of a user or a group, as IAM answers documents.
  static Answer inline(Holder holder, String policy, Function<String, Answer> then) {
    Document document = holder.grants().inline().get(policy);
    return document == null
        ? Context.refuse(ChangeGrants.noInline(holder, policy))
        : then.apply(encoded(document));
  }

  /// After RFC 3986, as IAM answers documents.
  static String encoded(Document document) {
    return URLEncoder.encode(document.text(), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }
}
