package argosy.api;

import argosy.domain.taskdef.Said;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// Looks at which members a request sets. An action that can't honour a member refuses it: to take
/// it and do nothing would be a lie.
public final class Members {
  private Members() {}

  /// Refuses a request that sets anything but what is built.
  public static Optional<Answer> refuseOthers(SdkPojo request, String... built) {
    List<String> others = Said.besides(Set.of(built), request).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Context.invalid(
                "Argosy does not support "
                    + String.join(", ", others)
                    + " here yet. Leave it out; docs/compat.md says what is built."));
  }

  /// The values of the first of some members that the request's model has and the request sets;
  /// none if it sets none of them.
  public static List<String> texts(SdkPojo request, String... names) {
    for (String name : names) {
      Object value = value(request, name);
      if (value instanceof List<?> list && !list.isEmpty()) {
        return list.stream().map(String::valueOf).toList();
      }
      if (value instanceof String text) {
        return List.of(text);
      }
    }
    return List.of();
  }

  /// Whether the request sets a member that its model has.
  public static boolean isSet(SdkPojo request, String name) {
    return Said.besides(Set.of(), request).anyMatch(name::equals);
  }

  /// Whether the request's model has a member.
  public static boolean has(SdkPojo request, String name) {
    return request.sdkFields().stream().anyMatch(field -> field.locationName().equals(name));
  }

  private static @Nullable Object value(SdkPojo request, String name) {
    for (SdkField<?> field : request.sdkFields()) {
      if (field.locationName().equals(name)) {
        return field.getValueOrDefault(request);
      }
    }
    return null;
  }
}
