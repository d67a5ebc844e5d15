package argosy.wire;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;

/// An AWS service as the wire sees it: how it is addressed and where its model classes are.
///
/// @param name the signing name, as in a credential scope: `ecs`
/// @param protocols how its requests and responses may be spelled; our own clients speak the first
/// @param target the prefix of `X-Amz-Target` before the dot, and the service's name in the paths
///   of CBOR; empty for services of other protocols
/// @param version the API version, as in the form parameter `Version` of Query services
/// @param models the package of the SDK's model classes
/// @param bodyBytesMax the largest body that is taken, packed and unpacked
public record Service(
    String name,
    List<Protocol> protocols,
    String target,
    String version,
    String models,
    int bodyBytesMax) {

  /// The largest requests of the ECS API are task definitions, 64 KiB; templates of other services
  /// have 1 MiB.
  public static final int BODY_BYTES_USUAL = 1 << 20;

  public static final Service EC2 =
      new Service(
          "ec2",
          List.of(Protocol.EC2_QUERY),
          "",
          "2016-11-15",
          "software.amazon.awssdk.services.ec2.model");

  public static final Service ECS =
      new Service(
          "ecs",
          List.of(Protocol.AWS_JSON_1_1),
          "AmazonEC2ContainerServiceV20141113",
          "2014-11-13",
          "software.amazon.awssdk.services.ecs.model");

  public static final Service IAM =
      new Service(
          "iam",
          List.of(Protocol.AWS_QUERY),
          "",
          "2010-05-08",
          "software.amazon.awssdk.services.iam.model");

  /// A batch of events has 1 MiB as AWS counts it. JSON may spell a byte with six, and puts some
  /// words around each event.
  public static final Service LOGS =
      new Service(
          "logs",
          List.of(Protocol.AWS_JSON_1_1),
          "Logs_20140328",
          "2014-03-28",
          "software.amazon.awssdk.services.cloudwatchlogs.model",
          8 << 20);

  public static final Service STS =
      new Service(
          "sts",
          List.of(Protocol.AWS_QUERY),
          "",
          "2011-06-15",
          "software.amazon.awssdk.services.sts.model");

  public Service(
      String name, List<Protocol> protocols, String target, String version, String models) {
    this(name, protocols, target, version, models, BODY_BYTES_USUAL);
  }

  public Service {
    protocols = List.copyOf(protocols);
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException(name + " speaks nothing");
    }
  }

  public Protocol protocol() {
    return protocols.getFirst();
  }

  public boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  /// The request class of an action of the service's model; empty where AWS has no such action.
  /// Classes are looked up by name, because scanning the larger services' jars takes seconds.
  public Optional<Class<? extends SdkPojo>> requestClass(String action) {
    if (action.isEmpty()
        || !action.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
      return Optional.empty();
    }
    try {
      Class<?> found =
          Class.forName(
              models + "." + javaName(action) + "Request", false, Service.class.getClassLoader());
      // Some models have a nested shape of such a name, and each has the base class of requests.
      boolean isRequest =
          AwsRequest.class.isAssignableFrom(found) && Modifier.isFinal(found.getModifiers());
      return isRequest ? Optional.of(found.asSubclass(SdkPojo.class)) : Optional.empty();
    } catch (ClassNotFoundException | LinkageError | ClassCastException e) {
      return Optional.empty();
    }
  }

  /// As the SDK spells an action in the names of its classes: `ListMFADevices` is `ListMfaDevices`.
  private static String javaName(String action) {
    var name = new StringBuilder(action);
    for (int i = 1; i < action.length(); i++) {
      boolean wordBefore = !Character.isUpperCase(action.charAt(i - 1));
      boolean wordAfter = i + 1 < action.length() && Character.isLowerCase(action.charAt(i + 1));
      if (!wordBefore && !wordAfter) {
        name.setCharAt(i, Character.toLowerCase(action.charAt(i)));
      }
    }
    return name.toString();
  }
}
