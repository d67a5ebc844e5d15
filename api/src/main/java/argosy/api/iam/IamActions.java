package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Built;
import argosy.api.Context;
import argosy.api.Target;
import argosy.domain.iam.IamErrors;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// What is built of IAM.
public final class IamActions implements Built {
  public static final List<Action<?>> ALL =
      List.of(
          new AddUserToGroup(),
          new AttachGroupPolicy(),
          new AttachUserPolicy(),
          new CreateAccessKey(),
          new CreateGroup(),
          new CreatePolicy(),
          new CreateUser(),
          new DeleteAccessKey(),
          new DeleteGroup(),
          new DeleteGroupPolicy(),
          new DeletePolicy(),
          new DeleteUser(),
          new DeleteUserPolicy(),
          new DetachGroupPolicy(),
          new DetachUserPolicy(),
          new GetGroup(),
          new GetGroupPolicy(),
          new GetPolicy(),
          new GetPolicyVersion(),
          new GetUser(),
          new GetUserPolicy(),
          new ListAccessKeys(),
          new ListAttachedGroupPolicies(),
          new ListAttachedUserPolicies(),
          new ListGroupPolicies(),
          new ListGroups(),
          new ListGroupsForUser(),
          new ListPolicies(),
          new ListPolicyVersions(),
          new ListUserPolicies(),
          new ListUserTags(),
          new ListUsers(),
          new PutGroupPolicy(),
          new PutUserPolicy(),
          new RemoveUserFromGroup(),
          new TagUser(),
          new UntagUser(),
          new UpdateAccessKey(),
          new UpdateGroup(),
          new UpdateUser());

  /// What requests may leave out, wherever it stands; the SDK's model doesn't say.
  private static final Set<String> OPTIONAL =
      Set.of(
          "Description",
          "Marker",
          "MaxItems",
          "NewGroupName",
          "NewPath",
          "NewUserName",
          "OnlyAttached",
          "Path",
          "PathPrefix",
          "PermissionsBoundary",
          "PolicyUsageFilter",
          "Scope");

  /// Actions that mean the caller where they name no user.
  private static final Set<String> OF_THE_CALLER =
      Set.of("CreateAccessKey", "DeleteAccessKey", "GetUser", "ListAccessKeys", "UpdateAccessKey");

  @Override
  public List<Action<?>> actions() {
    return ALL;
  }

  @Override
  public Target target(String action, SdkPojo request, Context context, Picture iam) {
    return IamTargets.of(action, request, context, iam);
  }

  @Override
  public Optional<Answer> complaint(String action, SdkPojo request) {
    return request.sdkFields().stream()
        .filter(field -> field.getValueOrDefault(request) == null)
        .map(SdkField::locationName)
        .filter(name -> !OPTIONAL.contains(name))
        .filter(name -> !name.equals("UserName") || !OF_THE_CALLER.contains(action))
        .map(name ->
            "1 validation error detected: Value null at '"
                + Character.toLowerCase(name.charAt(0))
                + name.substring(1)
                + "' failed to satisfy constraint: Member must not be null")
        .map(IamErrors::invalid)
        .map(Context::refuse)
        .findFirst();
  }
}
