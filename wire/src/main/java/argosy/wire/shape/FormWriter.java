package argosy.wire.shape;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/// Writes model classes as the parameters of a form.
final class FormWriter {
  private FormWriter() {}

  static void members(StringBuilder form, String prefix, SdkPojo model, Structure structure) {
    for (Structure.Member member : structure.members()) {
      Object value = member.get(model);
      if (value != null) {
        value(form, prefix + member.name(), member.shape(), value);
      }
    }
  }

  private static void value(StringBuilder form, String name, Shape shape, Object value) {
    switch (shape) {
      case Shape.Scalar scalar -> parameter(form, name, Text.of(scalar, value));
      case Shape.Moment moment -> parameter(form, name, Text.of(moment, (Instant) value));
      case Shape.Nested nested -> members(form, name + ".", (SdkPojo) value, nested.structure());
      case Shape.Sequence sequence -> sequence(form, name, sequence, (List<?>) value);
      case Shape.Dictionary dictionary -> dictionary(form, name, dictionary, (Map<?, ?>) value);
    }
  }

  private static void sequence(
      StringBuilder form, String name, Shape.Sequence sequence, List<?> list) {
    if (list.isEmpty()) {
      parameter(form, name, "");
    }
    String prefix = sequence.flattened() ? name + "." : name + "." + sequence.elementName() + ".";
    int i = 1;
    for (Object element : list) {
      value(form, prefix + i++, sequence.element(), element);
    }
  }

  private static void dictionary(
      StringBuilder form, String name, Shape.Dictionary dictionary, Map<?, ?> map) {
    if (map.isEmpty()) {
      parameter(form, name, "");
    }
    String prefix = dictionary.flattened() ? name + "." : name + ".entry.";
    int i = 1;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      parameter(form, prefix + i + "." + dictionary.keyName(), (String) entry.getKey());
      value(form, prefix + i + "." + dictionary.valueName(), dictionary.value(), entry.getValue());
      i++;
    }
  }

  private static void parameter(StringBuilder form, String name, String value) {
    form.append('&')
        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
