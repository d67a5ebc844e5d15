package argosy.api.ec2;

import argosy.api.Context;
import argosy.api.Target;
import argosy.domain.network.Noun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/// What requests of EC2 are about: all that they name by an id, and what they will make. Listings
/// are about everything, as with AWS.
final class Ec2Targets {
  private static final String CREATE = "Create";

  private Ec2Targets() {}

  static Target of(String action, SdkPojo request, Context context) {
    if (action.startsWith("Describe")) {
      return Target.of(Target.ANYTHING);
    }
    String prefix =
        "arn:aws:ec2:" + context.cell().id().region() + ":" + context.cell().id().account() + ":";
    Stream<String> named =
        request.sdkFields().stream()
            .flatMap(field -> texts(field.getValueOrDefault(request)))
            .flatMap(id -> Noun.of(id).stream().map(noun -> prefix + noun.type() + "/" + id));
    Stream<String> made = made(action).stream().map(noun -> prefix + noun.type() + "/*");
    List<String> arns = Stream.concat(named, made).distinct().toList();
    return arns.isEmpty() ? Target.of(Target.ANYTHING) : new Target(arns, Map.of());
  }

  private static Stream<String> texts(Object value) {
    return switch (value) {
      case String text -> Stream.of(text);
      case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }

  /// `CreateSecurityGroup` makes a `security-group`.
  private static Optional<Noun> made(String action) {
    if (action.equals("AllocateAddress")) {
      return Optional.of(Noun.ELASTIC_IP);
    }
    if (!action.startsWith(CREATE)) {
      return Optional.empty();
    }
    String noun = action.substring(CREATE.length()).replace("Default", "").replace("NatG", "Natg");
    String words = noun.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return Noun.ofType(words);
  }
}
