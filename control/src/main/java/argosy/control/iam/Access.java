package argosy.control.iam;

import argosy.domain.iam.Authorize;
import argosy.domain.iam.Duty;
import argosy.domain.state.Picture;
import argosy.wire.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Whether callers may do what they ask for.
public final class Access {
  private final Identities identities;
  private final InstantSource clock;

  public Access(Identities identities, InstantSource clock) {
    this.identities = identities;
    this.clock = clock;
  }

  /// What a wish is made of that needs to know who the users are.
  public interface Wishing {
    Authorize.Wish wish(Picture iam);
  }

  /// Why not, in AWS's words; empty if the caller may. Root may do everything, at no cost.
  ///
  /// @throws argosy.store.Store.StoreFault if the store can't tell
  public Optional<String> refusal(Caller caller, Wishing wishing) {
    if (caller.isRoot()) {
      return Optional.empty();
    }
    if (!caller.duty().isEmpty()) {
      Authorize.Wish wish = wishing.wish(identities.of(caller.account()).orElse(Picture.EMPTY));
      return Authorize.refusal(Duty.valueOf(caller.duty()), caller.arn(), wish);
    }
    Picture known = identities.of(caller.account()).orElse(Picture.EMPTY);
    return refusal(caller, wishing, known)
        .flatMap(why -> {
          Picture fresh = identities.fresh(caller.account()).orElse(Picture.EMPTY);
          return fresh.equals(known) ? Optional.of(why) : refusal(caller, wishing, fresh);
        });
  }

  private Optional<String> refusal(Caller caller, Wishing wishing, Picture iam) {
    Instant now = clock.instant();
    return Authorize.refusal(iam, caller.arn(), caller.userId(), wishing.wish(iam), now);
  }
}
