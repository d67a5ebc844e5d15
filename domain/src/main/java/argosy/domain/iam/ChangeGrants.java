package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Optional;
import java.util.function.Function;

/// Decides what giving a policy to a user or a group, and taking one away, means.
public final class ChangeGrants {

  /// IAM's quota for users and for groups.
  static final int ATTACHED_MAX = 10;

  private ChangeGrants() {}

  /// Finds who is meant, or says that nobody is.
  public interface Find {
    <R> Outcome<R> in(Picture picture, Function<Holder, Outcome<R>> decision);

    static Find user(String name) {
      return new Find() {
        @Override
        public <R> Outcome<R> in(Picture picture, Function<Holder, Outcome<R>> decision) {
          return User.existing(picture, name, decision::apply);
        }
      };
    }

    static Find group(String name) {
      return new Find() {
        @Override
        public <R> Outcome<R> in(Picture picture, Function<Holder, Outcome<R>> decision) {
          return Group.existing(picture, name, decision::apply);
        }
      };
    }
  }

  /// An inline policy; one of the name is replaced.
  public static Outcome<Holder> put(Picture picture, Find whose, String policy, Document document) {
    return whose.in(
        picture,
        holder -> {
          Optional<EcsError> wrong = ManagedPolicy.nameComplaint(policy);
          if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
          }
          Grants grants = holder.grants().with(policy, document);
          int size = grants.inline().values().stream().mapToInt(Document::size).sum();
          return size > holder.inlineMax()
              ? Outcome.refused(
                  IamErrors.limit(
                      "Maximum policy size of %d bytes exceeded for %s %s"
                          .formatted(holder.inlineMax(), holder.noun(), holder.name())))
              : changed(holder, grants);
        });
  }

  public static Outcome<Holder> delete(Picture picture, Find whose, String policy) {
    return whose.in(
        picture,
        holder ->
            holder.grants().inline().containsKey(policy)
                ? changed(holder, holder.grants().without(policy))
                : Outcome.refused(noInline(holder, policy)));
  }

  /// What is said of an inline policy that isn't there.
  public static EcsError noInline(Holder holder, String policy) {
    return IamErrors.missing(
        "The " + holder.noun() + " policy with name " + policy + " cannot be found.");
  }

  /// To attach a policy twice is no error.
  public static Outcome<Holder> attach(Picture picture, Find whose, String arn) {
    return whose.in(
        picture,
        holder -> {
          Grants grants = holder.grants();
          if (grants.attached().contains(arn)) {
            return Outcome.unchanged(holder);
          }
          if (ManagedPolicy.find(picture, arn).isEmpty()) {
            return Outcome.refused(
                IamErrors.missing("Policy " + arn + " does not exist or is not attachable."));
          }
          if (grants.attached().size() >= ATTACHED_MAX) {
            String quota = holder instanceof User ? "PoliciesPerUser" : "PoliciesPerGroup";
            return Outcome.refused(IamErrors.quota(quota, ATTACHED_MAX));
          }
          return changed(holder, grants.attach(arn));
        });
  }

  public static Outcome<Holder> detach(Picture picture, Find whose, String arn) {
    return whose.in(
        picture,
        holder ->
            holder.grants().attached().contains(arn)
                ? changed(holder, holder.grants().detach(arn))
                : Outcome.refused(IamErrors.noPolicy(arn)));
  }

  private static Outcome<Holder> changed(Holder holder, Grants grants) {
    Holder changed = holder.with(grants);
    return Outcome.put(changed, changed);
  }
}
