package argosy.domain.taskdef;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// What a caller says in a shape of AWS's. An empty list and `false` say nothing.
public final class Said {
  private Said() {}

  /// The members that say something, in the shape's order.
  ///
  /// @param known those that are left out
  public static Stream<String> besides(Set<String> known, SdkPojo shape) {
    return shape.sdkFields().stream()
        .filter(field -> !known.contains(field.locationName()) && saysSomething(field, shape))
        .map(SdkField::locationName);
  }

  private static boolean saysSomething(SdkField<?> field, SdkPojo shape) {
    Object value = field.getValueOrDefault(shape);
    return switch (value) {
      case null -> false;
      case SdkAutoConstructList<?> _ -> false;
      case SdkAutoConstructMap<?, ?> _ -> false;
      case List<?> list -> !list.isEmpty();
      case Boolean yes -> yes;
      default -> true;
    };
  }
}
