package argosy.wire.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/// Reads model classes from the parameters of a form: `Name.member.1.Key`, `Name.entry.1.value`.
final class FormReader {
  private final ListNaming naming;

  FormReader(ListNaming naming) {
    this.naming = naming;
  }

  SdkPojo members(Form.Node form, Structure structure, SdkPojo builder) {
    for (Structure.Member member : structure.members()) {
      Object value = value(form.child(member.name()), member.shape());
      if (value != null) {
        member.set(builder, value);
      }
    }
    return Structure.build(builder);
  }

  private @Nullable Object value(Form.@Nullable Node node, Shape shape) {
    if (node == null) {
      return null;
    }
    String text = node.value();
    return switch (shape) {
      case Shape.Scalar scalar -> text == null ? null : Text.parse(scalar, text, node::name);
      case Shape.Moment moment ->
          text == null ? null : Text.parse(moment, Moments.QUERY, text, node::name);
      case Shape.Nested nested -> members(node, nested.structure(), nested.newBuilder());
      case Shape.Sequence sequence -> sequence(node, sequence);
      case Shape.Dictionary dictionary -> dictionary(node, dictionary);
    };
  }

  private List<Object> sequence(Form.Node node, Shape.Sequence sequence) {
    var list = new ArrayList<Object>();
    Form.Node elements = naming.hasLevel(sequence) ? node.child(sequence.elementName()) : node;
    if (elements == null) {
      return list;
    }
    for (Form.Node one : elements.numbered()) {
      Object element = value(one, sequence.element());
      if (element != null) {
        list.add(element);
      }
    }
    return list;
  }

  private Map<String, Object> dictionary(Form.Node node, Shape.Dictionary shape) {
    var map = new LinkedHashMap<String, Object>();
    Form.Node entries = shape.flattened() ? node : node.child("entry");
    if (entries == null) {
      return map;
    }
    for (Form.Node entry : entries.numbered()) {
      Form.Node key = entry.child(shape.keyName());
      if (key == null || key.value() == null) {
        throw new DecodeError(entry.name() + "." + shape.keyName() + ": expected, but missing");
      }
      Object value = value(entry.child(shape.valueName()), shape.value());
      if (value != null) {
        map.put(key.value(), value);
      }
    }
    return map;
  }
}
