package argosy.api.iam;

import argosy.api.Context;
import argosy.domain.iam.Group;
import argosy.domain.iam.IamErrors;
import argosy.domain.iam.ManagedPolicy;
import argosy.domain.iam.User;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds whom a request means, and answers for those that mean nobody.
final class Named {
  private Named() {}

  /// The name of the user whom a request names, else of the caller.
  static Answer userName(Context context, @Nullable String said, Function<String, Answer> then) {
    if (said != null) {
      return then.apply(said);
    }
    if (context.caller().isRoot()) {
      return Context.refuse(
          IamErrors.invalid("Must specify userName when calling with non-User credentials"));
    }
    Optional<User> caller = User.byId(context.picture(), context.caller().userId());
    return caller.isPresent()
        ? then.apply(caller.get().name())
        : Context.refuse(IamErrors.noUser(context.caller().arn()));
  }

  /// The user whom a request names, else the caller.
  static Answer user(Context context, @Nullable String said, Function<User, Answer> then) {
    return userName(
        context,
        said,
        name -> {
          Optional<User> user = User.find(context.picture(), name);
          return user.isPresent() ? then.apply(user.get()) : Context.refuse(IamErrors.noUser(name));
        });
  }

  static Answer group(Context context, String name, Function<Group, Answer> then) {
    Optional<Group> group = Group.find(context.picture(), name);
    return group.isPresent() ? then.apply(group.get()) : Context.refuse(IamErrors.noGroup(name));
  }

  static Answer policy(Context context, String arn, Function<ManagedPolicy, Answer> then) {
    Optional<ManagedPolicy> policy = ManagedPolicy.find(context.picture(), arn);
    return policy.isPresent() ? then.apply(policy.get()) : Context.refuse(IamErrors.noPolicy(arn));
  }

  /// Of a policy's versions, of which there is one.
  static Answer version(
      Context context, String arn, String version, Function<ManagedPolicy, Answer> then) {
    return policy(
        context,
        arn,
        policy ->
            version.equals(ManagedPolicy.VERSION)
                ? then.apply(policy)
                : Context.refuse(
                    IamErrors.missing(
                        "Policy " + arn + " version " + version + " does not exist.")));
  }
}
