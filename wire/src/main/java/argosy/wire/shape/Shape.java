package argosy.wire.shape;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/// What a value of a model is, worked out once from the SDK's description of its field.
sealed interface Shape {

  enum Scalar implements Shape {
    TEXT("a string"),
    SHORT("an integer"),
    INTEGER("an integer"),
    LONG("an integer"),
    BYTE("an integer"),
    FLOAT("a number"),
    DOUBLE("a number"),
    DECIMAL("a number"),
    TRUTH("true or false"),
    BLOB("a base64 string"),
    DOCUMENT("a JSON value");

    /// In the words of an error message.
    final String expected;

    Scalar(String expected) {
      this.expected = expected;
    }
  }

  /// A point in time.
  ///
  /// @param format null for the protocol's own
  record Moment(TimestampFormatTrait.@Nullable Format format) implements Shape {}

  /// A list.
  ///
  /// @param elementName what an element is called in Query
  /// @param flattened without a level of its own in Query
  record Sequence(Shape element, String elementName, boolean flattened) implements Shape {}

  /// A map from strings.
  ///
  /// @param flattened without a level of its own in Query
  record Dictionary(Shape value, String keyName, String valueName, boolean flattened)
      implements Shape {}

  /// A model class inside another. Its structure is looked at when it is first met, because shapes
  /// may contain themselves.
  final class Nested implements Shape {
    private final Supplier<SdkPojo> builder;
    private volatile @Nullable Structure structure;

    Nested(Supplier<SdkPojo> builder) {
      this.builder = builder;
    }

    SdkPojo newBuilder() {
      return builder.get();
    }

    Structure structure() {
      Structure known = structure;
      if (known == null) {
        known = Structure.of(((Buildable) builder.get()).build().getClass());
        structure = known;
      }
      return known;
    }
  }

  static Shape of(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> Scalar.TEXT;
      case SHORT -> Scalar.SHORT;
      case INTEGER -> Scalar.INTEGER;
      case LONG -> Scalar.LONG;
      case BYTE -> Scalar.BYTE;
      case FLOAT -> Scalar.FLOAT;
      case DOUBLE -> Scalar.DOUBLE;
      case BIG_DECIMAL -> Scalar.DECIMAL;
      case BOOLEAN -> Scalar.TRUTH;
      case SDK_BYTES -> Scalar.BLOB;
      case DOCUMENT -> Scalar.DOCUMENT;
      case INSTANT -> {
        TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
        yield new Moment(trait == null ? null : trait.format());
      }
      case LIST -> {
        ListTrait trait = field.getTrait(ListTrait.class);
        String name = trait.memberLocationName();
        yield new Sequence(
            of(trait.memberFieldInfo()), name == null ? "member" : name, trait.isFlattened());
      }
      case MAP -> {
        MapTrait trait = field.getTrait(MapTrait.class);
        String key = trait.keyLocationName();
        String value = trait.valueLocationName();
        yield new Dictionary(
            of(trait.valueFieldInfo()),
            key == null ? "key" : key,
            value == null ? "value" : value,
            trait.isFlattened());
      }
      case SDK_POJO -> new Nested(field.constructor());
      case NULL ->
          throw new IllegalArgumentException("a field without a type: " + field.memberName());
    };
  }
}
