package argosy.domain.setting;

import argosy.domain.error.EcsError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// What an account setting may be.
///
/// @param standard what it is where nobody set it
/// @param values what it may be set to; none if only AWS sets it
public record SettingRule(String standard, List<String> values) {

  /// Whether tasks get IPv6 addresses where their subnets have some. ECS's model doesn't list it.
  public static final String DUAL_STACK_IPV6 = "dualStackIPv6";

  public static final String ENABLED = "enabled";

  private static final String DISABLED = "disabled";
  private static final String LONG_ARN = "LongArnFormat";

  private static final SettingRule ON = new SettingRule(ENABLED, List.of(ENABLED, DISABLED));
  private static final SettingRule OFF = new SettingRule(DISABLED, List.of(ENABLED, DISABLED));

  /// The rule of a name; empty if ECS has none of it.
  public static Optional<SettingRule> of(String name) {
    return name.equals(DUAL_STACK_IPV6)
        ? Optional.of(ON)
        : Optional.of(SettingName.fromValue(name))
            .filter(known -> known != SettingName.UNKNOWN_TO_SDK_VERSION)
            .map(SettingRule::of);
  }

  private static SettingRule of(SettingName name) {
    return switch (name) {
      case SERVICE_LONG_ARN_FORMAT, TASK_LONG_ARN_FORMAT, CONTAINER_INSTANCE_LONG_ARN_FORMAT -> ON;
      case AWSVPC_TRUNKING, FARGATE_FIPS_MODE, FARGATE_EVENT_WINDOWS -> OFF;
      case CONTAINER_INSIGHTS -> new SettingRule(DISABLED, List.of(ENABLED, DISABLED, "enhanced"));
      case TAG_RESOURCE_AUTHORIZATION -> new SettingRule("on", List.of("on", "off"));
      case FARGATE_TASK_RETIREMENT_WAIT_PERIOD -> new SettingRule("7", List.of("0", "7", "14"));
      case DEFAULT_LOG_DRIVER_MODE ->
          new SettingRule("non-blocking", List.of("blocking", "non-blocking"));
      case GUARD_DUTY_ACTIVATE -> new SettingRule("off", List.of());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no name of a setting");
    };
  }

  /// The names of all settings, as ECS spells them, in the order of the alphabet.
  public static List<String> names() {
    return Stream.concat(
            SettingName.knownValues().stream().map(SettingName::toString),
            Stream.of(DUAL_STACK_IPV6))
        .sorted()
        .toList();
  }

  /// That ECS has no setting of a name.
  public static EcsError unknown(@Nullable String name) {
    return new EcsError.InvalidParameter(
        "Invalid setting name '" + name + "': it should be one of " + names() + ".");
  }

  /// What is wrong with a value for a name. The formats of ARNs can't be made old again.
  static Optional<EcsError> value(String name, @Nullable String value) {
    SettingRule rule = of(name).orElseThrow();
    if (rule.values.isEmpty()) {
      return invalid("The account setting " + name + " is managed by AWS and cannot be changed.");
    }
    if (value == null || !rule.values.contains(value)) {
      return invalid(
          "Invalid value '"
              + value
              + "' for the account setting "
              + name
              + ": it should be one of "
              + rule.values
              + ".");
    }
    return name.endsWith(LONG_ARN) && value.equals(DISABLED)
        ? invalid("You can no longer disable the account setting " + name + ".")
        : Optional.empty();
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
