package argosy.domain.daemon;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// Says the same in other words of the AWS model: what daemons have is a part of what tasks have,
/// under the same names.
final class Words {
  private Words() {}

  /// Gives a builder all members of another thing that it has too.
  ///
  /// @param besides members that are said in a way of their own
  static <B extends SdkPojo> B copied(SdkPojo from, B builder, Set<String> besides) {
    Map<String, SdkField<?>> known = new HashMap<>();
    builder.sdkFields().forEach(field -> known.put(field.locationName(), field));
    for (SdkField<?> field : from.sdkFields()) {
      SdkField<?> same = known.get(field.locationName());
      @Nullable Object value = field.getValueOrDefault(from);
      if (same != null && isSaid(value) && !besides.contains(field.locationName())) {
        same.set(builder, value);
      }
    }
    return builder;
  }

  private static boolean isSaid(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
