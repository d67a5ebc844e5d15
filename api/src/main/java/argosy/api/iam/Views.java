package argosy.api.iam;

import argosy.api.Context;
import argosy.domain.iam.AccessKey;
import argosy.domain.iam.AwsManaged;
import argosy.domain.iam.Group;
import argosy.domain.iam.ManagedPolicy;
import argosy.domain.iam.User;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;

/// How things of IAM look in answers, and tags in requests.
final class Views {
  private Views() {}

  /// As listings have it, which leave tags out.
  static software.amazon.awssdk.services.iam.model.User user(User user) {
    return software.amazon.awssdk.services.iam.model.User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.created())
        .build();
  }

  static software.amazon.awssdk.services.iam.model.User whole(User user) {
    var plain = user(user).toBuilder();
    return user.tags().isEmpty() ? plain.build() : plain.tags(tags(user.tags())).build();
  }

  static software.amazon.awssdk.services.iam.model.Group group(Group group) {
    return software.amazon.awssdk.services.iam.model.Group.builder()
        .path(group.path())
        .groupName(group.name())
        .groupId(group.id())
        .arn(group.arn())
        .createDate(group.created())
        .build();
  }

  static AccessKeyMetadata key(AccessKey key, User user) {
    return AccessKeyMetadata.builder()
        .userName(user.name())
        .accessKeyId(key.id())
        .status(status(key))
        .createDate(key.created())
        .build();
  }

  static StatusType status(AccessKey key) {
    return key.active() ? StatusType.ACTIVE : StatusType.INACTIVE;
  }

  /// As listings have it, which leave description and tags out.
  static software.amazon.awssdk.services.iam.model.Policy policy(
      ManagedPolicy policy, Picture picture) {
    return software.amazon.awssdk.services.iam.model.Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId(ManagedPolicy.VERSION)
        .attachmentCount(policy.attachments(picture))
        .permissionsBoundaryUsageCount(0)
        .isAttachable(true)
        .createDate(policy.created())
        .updateDate(policy.created())
        .build();
  }

  static software.amazon.awssdk.services.iam.model.Policy whole(
      ManagedPolicy policy, Picture picture) {
    return policy(policy, picture).toBuilder()
        .description(policy.description())
        .tags(tags(policy.tags()))
        .build();
  }

  static PolicyVersion.Builder version(ManagedPolicy policy) {
    return PolicyVersion.builder()
        .versionId(ManagedPolicy.VERSION)
        .isDefaultVersion(true)
        .createDate(policy.created());
  }

  static AttachedPolicy attached(ManagedPolicy policy) {
    return AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build();
  }

  /// AWS's policies come first.
  static String position(ManagedPolicy policy) {
    return (AwsManaged.isOne(policy) ? "0" : "1") + policy.key().id();
  }

  static List<Tag> tags(SortedMap<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /// Reads tags, which must each have a key of its own.
  static Answer read(List<Tag> said, Function<SortedMap<String, String>, Answer> then) {
    var tags = new TreeMap<String, String>();
    for (Tag tag : said) {
      if (tag.key() == null || tag.value() == null || tags.put(tag.key(), tag.value()) != null) {
        return Context.refuse(
            new argosy.domain.error.EcsError.Iam(
                argosy.domain.error.IamCode.INVALID_INPUT,
                "Each tag has a key and a value, and no two of them the same key."));
      }
    }
    return then.apply(tags);
  }
}
