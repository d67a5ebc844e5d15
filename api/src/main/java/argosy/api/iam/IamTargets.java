package argosy.api.iam;

import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Target;
import argosy.domain.iam.Group;
import argosy.domain.iam.ManagedPolicy;
import argosy.domain.iam.User;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/// What requests of IAM are about: the group that they name, else the user, else the policy. Who
/// makes or moves something needs leave for what it will be.
final class IamTargets {
  private static final String ROOT_PATH = "/";

  private IamTargets() {}

  static Target of(String action, SdkPojo request, Context context, Picture iam) {
    String account = context.caller().account();
    String path = text(request, "Path").orElse(ROOT_PATH);
    String prefix = text(request, "PathPrefix").orElse(ROOT_PATH);
    return switch (action) {
      case "CreateUser" -> Target.of(User.arn(account, path, name(request, "UserName")));
      case "CreateGroup" -> Target.of(Group.arn(account, path, name(request, "GroupName")));
      case "CreatePolicy" ->
          Target.of(ManagedPolicy.arn(account, path, name(request, "PolicyName")));
      case "ListUsers" -> Target.of(User.arn(account, prefix, ""));
      case "ListGroups" -> Target.of(Group.arn(account, prefix, ""));
      case "ListPolicies" -> Target.of(ManagedPolicy.arn(account, prefix, ""));
      default -> named(request, context, iam);
    };
  }

  private static Target named(SdkPojo request, Context context, Picture iam) {
    if (Members.has(request, "GroupName")) {
      return group(request, context.caller().account(), iam);
    }
    if (Members.has(request, "UserName")) {
      return user(request, context, iam);
    }
    return Target.of(text(request, "PolicyArn").orElse(Target.ANYTHING));
  }

  private static Target user(SdkPojo request, Context context, Picture iam) {
    String account = context.caller().account();
    Optional<String> name = text(request, "UserName");
    if (name.isEmpty()) {
      return Target.of(context.caller().arn());
    }
    Optional<User> user = User.find(iam, name.get());
    String path = user.map(User::path).orElse(ROOT_PATH);
    String arn = user.map(User::arn).orElse(User.arn(account, path, name.get()));
    String then =
        User.arn(
            account,
            text(request, "NewPath").orElse(path),
            text(request, "NewUserName").orElse(user.map(User::name).orElse(name.get())));
    return both(arn, then);
  }

  private static Target group(SdkPojo request, String account, Picture iam) {
    String name = name(request, "GroupName");
    Optional<Group> group = Group.find(iam, name);
    String path = group.map(Group::path).orElse(ROOT_PATH);
    String arn = group.map(Group::arn).orElse(Group.arn(account, path, name));
    String then =
        Group.arn(
            account,
            text(request, "NewPath").orElse(path),
            text(request, "NewGroupName").orElse(group.map(Group::name).orElse(name)));
    return both(arn, then);
  }

  private static Target both(String now, String then) {
    List<String> arns = Stream.of(now, then).distinct().toList();
    return new Target(arns, Map.of());
  }

  private static String name(SdkPojo request, String member) {
    return text(request, member).orElse("");
  }

  private static Optional<String> text(SdkPojo request, String member) {
    return Members.texts(request, member).stream().findFirst();
  }
}
