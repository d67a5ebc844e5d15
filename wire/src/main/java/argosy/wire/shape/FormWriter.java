package argosy.wire.shape;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/// Writes model classes as the parameters of a form.
final class FormWriter {
  private final StringBuilder form;
  private final ListNaming naming;

  FormWriter(StringBuilder form, ListNaming naming) {
    this.form = form;
    this.naming = naming;
  }

  void members(String prefix, SdkPojo model, Structure structure) {
    for (Structure.Member member : structure.members()) {
      Object value = member.get(model);
      if (value != null) {
        value(prefix + member.name(), member.shape(), value);
      }
    }
  }

  private void value(String name, Shape shape, Object value) {
    switch (shape) {
      case Shape.Scalar scalar -> parameter(name, Text.of(scalar, value));
      case Shape.Moment moment -> parameter(name, Text.of(moment, Moments.QUERY, (Instant) value));
      case Shape.Nested nested -> members(name + ".", (SdkPojo) value, nested.structure());
      case Shape.Sequence sequence -> sequence(name, sequence, (List<?>) value);
      case Shape.Dictionary dictionary -> dictionary(name, dictionary, (Map<?, ?>) value);
    }
  }

  private void sequence(String name, Shape.Sequence sequence, List<?> list) {
    if (list.isEmpty() && naming == ListNaming.QUERY) {
      parameter(name, "");
    }
    String prefix =
        naming.hasLevel(sequence) ? name + "." + sequence.elementName() + "." : name + ".";
    int i = 1;
    for (Object element : list) {
      value(prefix + i++, sequence.element(), element);
    }
  }

  private void dictionary(String name, Shape.Dictionary dictionary, Map<?, ?> map) {
    if (map.isEmpty()) {
      parameter(name, "");
    }
    String prefix = dictionary.flattened() ? name + "." : name + ".entry.";
    int i = 1;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      parameter(prefix + i + "." + dictionary.keyName(), (String) entry.getKey());
      value(prefix + i + "." + dictionary.valueName(), dictionary.value(), entry.getValue());
      i++;
    }
  }

  private void parameter(String name, String value) {
    form.append('&')
        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
