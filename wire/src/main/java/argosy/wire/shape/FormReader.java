package argosy.wire.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// Reads model classes from the parameters of a form: `Name.member.1.Key`, `Name.entry.1.value`.
final class FormReader {
  private FormReader() {}

  /// @param prefix the names' common start with its dot; empty at the top
  static SdkPojo members(Form form, String prefix, Structure structure, SdkPojo builder) {
    for (Structure.Member member : structure.members()) {
      Object value = value(form, prefix + member.name(), member.shape());
      if (value != null) {
        member.set(builder, value);
      }
    }
    return Structure.build(builder);
  }

  private static @Nullable Object value(Form form, String name, Shape shape) {
    if (!form.has(name)) {
      return null;
    }
    return switch (shape) {
      case Shape.Scalar scalar ->
          form.value(name).map(text -> Text.parse(scalar, text, name)).orElse(null);
      case Shape.Moment moment ->
          form.value(name).map(text -> Text.parse(moment, text, name)).orElse(null);
      case Shape.Nested nested ->
          members(form, name + ".", nested.structure(), nested.newBuilder());
      case Shape.Sequence sequence -> sequence(form, name, sequence);
      case Shape.Dictionary dictionary -> dictionary(form, name, dictionary);
    };
  }

  private static List<Object> sequence(Form form, String name, Shape.Sequence sequence) {
    String prefix = sequence.flattened() ? name + "." : name + "." + sequence.elementName() + ".";
    var list = new ArrayList<Object>();
    while (true) {
      Object element = value(form, prefix + (list.size() + 1), sequence.element());
      if (element == null) {
        return list;
      }
      list.add(element);
    }
  }

  private static Map<String, Object> dictionary(Form form, String name, Shape.Dictionary shape) {
    String prefix = shape.flattened() ? name + "." : name + ".entry.";
    var map = new LinkedHashMap<String, Object>();
    for (int i = 1; form.has(prefix + i); i++) {
      String entry = prefix + i + ".";
      String key = form.value(entry + shape.keyName()).orElse(null);
      if (key == null) {
        throw new DecodeError(entry + shape.keyName() + ": expected, but missing");
      }
      Object value = value(form, entry + shape.valueName(), shape.value());
      if (value != null) {
        map.put(key, value);
      }
    }
    return map;
  }
}
