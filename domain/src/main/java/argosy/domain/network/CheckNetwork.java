package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// What can be wrong with the network that tasks are to be in.
public final class CheckNetwork {
  private static final int SUBNETS_MAX = 16;
  private static final int GROUPS_MAX = 5;

  private CheckNetwork() {}

  /// @param spec of the tasks
  public static Optional<EcsError> complaint(
      Picture picture, TaskDefinition spec, @Nullable NetworkConfiguration said) {
    AwsVpcConfiguration vpc = said == null ? null : said.awsvpcConfiguration();
    if (spec.networkMode() != NetworkMode.AWSVPC) {
      return said == null
          ? Optional.empty()
          : invalid(
              "Network Configuration is not valid for the given networkMode of this task"
                  + " definition.");
    }
    if (vpc == null) {
      return invalid(
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }
    if (vpc.subnets().isEmpty()) {
      return invalid("subnets can not be empty.");
    }
    if (vpc.subnets().size() > SUBNETS_MAX) {
      return invalid("subnets can have at most " + SUBNETS_MAX + " items.");
    }
    if (vpc.securityGroups().size() > GROUPS_MAX) {
      return invalid("securityGroups can have at most " + GROUPS_MAX + " items.");
    }
    if (vpc.assignPublicIp() == AssignPublicIp.UNKNOWN_TO_SDK_VERSION) {
      return invalid(
          "assignPublicIp must be ENABLED or DISABLED, not " + vpc.assignPublicIpAsString() + ".");
    }
    return places(picture, vpc);
  }

  private static Optional<EcsError> places(Picture picture, AwsVpcConfiguration said) {
    for (String id : said.subnets()) {
      if (Subnet.find(picture, id).isEmpty()) {
        return invalid(retrieving("subnet information", id, NetworkErrors.noSubnet(id)));
      }
    }
    Set<String> vpcs =
        said.subnets().stream()
            .flatMap(id -> Subnet.find(picture, id).stream())
            .map(Subnet::vpc)
            .collect(Collectors.toSet());
    if (vpcs.size() > 1) {
      return invalid("All subnets must be of one VPC; these are of " + vpcs + ".");
    }
    List<String> groups = said.securityGroups();
    return DraftInterface.complaint(picture, vpcs.iterator().next(), groups)
        .flatMap(error ->
            invalid(retrieving("security group information", String.join(", ", groups), error)));
  }

  private static String retrieving(String what, String id, EcsError error) {
    return "Error retrieving "
        + what
        + " for ["
        + id
        + "]: "
        + error.message()
        + " (ErrorCode: "
        + error.code()
        + ")";
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
