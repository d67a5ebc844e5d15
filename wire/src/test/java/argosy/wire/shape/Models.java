package argosy.wire.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/// All model classes of a service, and random instances of them.
public final class Models {
  /// No model of ECS nests deeper but in shapes that contain themselves.
  private static final int DEPTH_MAX = 10;

  private Models() {}

  /// @param one any model class of the service
  public static List<Class<? extends SdkPojo>> of(Class<? extends SdkPojo> one) {
    String folder = one.getPackageName().replace('.', '/') + "/";
    String jar = one.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (var entries = new JarFile(jar)) {
      List<Class<? extends SdkPojo>> models = new ArrayList<>();
      entries.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
          .filter(name -> name.indexOf('$') < 0)
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(type -> SdkPojo.class.isAssignableFrom(type))
          .filter(type -> !Throwable.class.isAssignableFrom(type))
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .forEach(type -> models.add(type.asSubclass(SdkPojo.class)));
      return models;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An instance with nearly every member set.
  public static SdkPojo random(Class<? extends SdkPojo> model, RandomGenerator random) {
    try {
      return fill((SdkPojo) model.getMethod("builder").invoke(null), random, 0);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(model.getName(), e);
    }
  }

  public static String text(RandomGenerator random) {
    String alphabet = "abcXYZ019 -_.~/\\\"'<>&+%=;,\n\t\r{}[]äß€語😀";
    int[] codes = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(codes[random.nextInt(codes.length)]);
    }
    return text.toString();
  }

  /// Paths have no empty segments, and lines no line breaks.
  private static String text(MarshallLocation location, RandomGenerator random) {
    return switch (location) {
      case PATH, GREEDY_PATH -> "p" + text(random);
      case HEADER -> "h" + text(random).replaceAll("[^!-+--~]", "x");
      case PAYLOAD, QUERY_PARAM, STATUS_CODE -> text(random);
    };
  }

  private static Class<?> load(String path) {
    try {
      return Class.forName(path.replace('/', '.'), false, Models.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static SdkPojo fill(SdkPojo builder, RandomGenerator random, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      // Structures without members have no spelling in forms, tokens make themselves, paths must
      // be whole, and a status and a body are always there.
      boolean optional =
          depth == 0
              && !field.containsTrait(DefaultValueTrait.class)
              && !field.containsTrait(PayloadTrait.class)
              && field.location() != MarshallLocation.PATH
              && field.location() != MarshallLocation.STATUS_CODE;
      if (!optional || random.nextInt(20) > 0) {
        Object value = value(field, random, depth);
        if (value != null) {
          field.set(builder, value);
        }
      }
    }
    return (SdkPojo) ((Buildable) builder).build();
  }

  private static @Nullable Object value(SdkField<?> field, RandomGenerator random, int depth) {
    if (depth > DEPTH_MAX) {
      return null;
    }
    if (field.location() == MarshallLocation.STATUS_CODE) {
      return random.nextInt(200, 203);
    }
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text(field.location(), random);
      case SHORT -> (short) random.nextInt();
      case INTEGER -> random.nextInt();
      case LONG -> random.nextLong();
      case BYTE -> (byte) random.nextInt();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextInt(10) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble();
      case BIG_DECIMAL -> BigDecimal.valueOf(random.nextLong(), 5);
      case BOOLEAN -> random.nextBoolean();
      case INSTANT -> {
        Instant time = Instant.ofEpochMilli(random.nextLong(-1_000_000_000L, 4_000_000_000_000L));
        yield field.location() == MarshallLocation.HEADER
            ? time.truncatedTo(ChronoUnit.SECONDS)
            : time;
      }
      case SDK_BYTES -> {
        boolean isBody = field.containsTrait(PayloadTrait.class);
        byte[] bytes = new byte[random.nextInt(isBody ? 1 : 0, 40)];
        random.nextBytes(bytes);
        yield SdkBytes.fromByteArray(bytes);
      }
      case DOCUMENT -> document(random, 0);
      case SDK_POJO -> fill(field.constructor().get(), random, depth + 1);
      case LIST -> {
        SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        // Queries and headers have no empty lists.
        boolean inBody = field.location() == MarshallLocation.PAYLOAD;
        for (int i = random.nextInt(inBody ? 0 : 1, 3); i > 0; i--) {
          Object one = value(element, random, depth + 1);
          if (one != null) {
            list.add(one);
          }
        }
        yield list;
      }
      case MAP -> {
        SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          Object one = value(element, random, depth + 1);
          // The SDK's clients read infinite numbers in JSON everywhere but here.
          if (one != null && !one.equals(Double.NEGATIVE_INFINITY)) {
            map.put(text(random), one);
          }
        }
        yield map;
      }
      case NULL -> throw new AssertionError("a field without a type");
    };
  }

  private static Document document(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      // As a member's value, null is the same as no value.
      case 0 -> depth == 0 ? Document.fromString("") : Document.fromNull();
      case 1 -> Document.fromBoolean(random.nextBoolean());
      case 2 -> Document.fromNumber(random.nextInt() + ".5");
      case 3 -> Document.fromString(text(random));
      case 4 ->
          Document.fromList(List.of(document(random, depth + 1), document(random, depth + 1)));
      default -> Document.fromMap(Map.of(text(random), document(random, depth + 1)));
    };
  }
}
