package argosy.wire.shape;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/// The members of a model class, worked out once a class. Reading and writing need no reflection
/// beyond it.
final class Structure {
  private static final MethodType NEW_BUILDER = MethodType.methodType(SdkPojo.class);

  private static final ClassValue<Structure> KNOWN =
      new ClassValue<>() {
        @Override
        protected Structure computeValue(Class<?> model) {
          return new Structure(model);
        }
      };

  private final MethodHandle builder;
  private final Member[] members;
  private final Map<String, Member> byName;
  private final Map<String, Member> byReplyName;

  private Structure(Class<?> model) {
    this.builder = builderOf(model);
    this.members =
        Stream.concat(newBuilder().sdkFields().stream(), Unmodelled.of(model).stream())
            .map(Structure::member)
            .toArray(Member[]::new);
    this.byName = HashMap.newHashMap(members.length);
    this.byReplyName = HashMap.newHashMap(members.length);
    for (Member member : members) {
      if (member.inBody()) {
        byName.put(member.name(), member);
        byReplyName.put(member.replyName(), member);
      }
    }
  }

  /// @param model a model class of the SDK, not its builder
  static Structure of(Class<?> model) {
    return KNOWN.get(model);
  }

  SdkPojo newBuilder() {
    try {
      return (SdkPojo) builder.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("builder() of the SDK throws nothing checked", e);
    }
  }

  static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((Buildable) builder).build();
  }

  /// In the model's order; not to be changed.
  Member[] members() {
    return members;
  }

  /// By its name in a form or a body; members that belong elsewhere in a request are none of it.
  @Nullable Member member(String name) {
    return byName.get(name);
  }

  @Nullable Member replyMember(String name) {
    return byReplyName.get(name);
  }

  private static MethodHandle builderOf(Class<?> model) {
    try {
      return MethodHandles.publicLookup().unreflect(model.getMethod("builder")).asType(NEW_BUILDER);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a model class of the SDK: " + model.getName(), e);
    }
  }

  @SuppressWarnings("unchecked") // the type of a field is what its setter takes
  private static Member member(SdkField<?> field) {
    return new Member(
        field.locationName(),
        field.unmarshallLocationName(),
        new SerializedString(field.locationName()),
        (SdkField<Object>) field,
        Shape.of(field));
  }

  /// The member that is the whole body of a REST message; null if the body is an object of members.
  @Nullable Member payload() {
    for (Member member : members) {
      if (member.inBody() && member.field().containsTrait(PayloadTrait.class)) {
        return member;
      }
    }
    return null;
  }

  /// A member of a model class.
  ///
  /// @param name on the wire
  /// @param replyName in XML responses
  /// @param json the name, encoded
  record Member(
      String name, String replyName, SerializableString json, SdkField<Object> field, Shape shape) {

    /// The value; null if unset, for which the SDK has automatic collections.
    @Nullable Object get(SdkPojo model) {
      Object value = field.getValueOrDefault(model);
      return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap
          ? null
          : value;
    }

    /// False for what REST services put into the path, the query, the headers or the status.
    boolean inBody() {
      return field.location() == MarshallLocation.PAYLOAD;
    }

    void set(SdkPojo builder, Object value) {
      field.set(builder, value);
    }
  }
}
