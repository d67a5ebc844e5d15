package argosy.agent.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The images that this agent itself has fetched, and when each was last of use. Only these are
/// ever removed: what was here before, or was built here, isn't among them.
///
/// @param all in the order in which they were fetched; of two with a name the later one has it
record PulledImages(List<Pulled> all) {
  static final PulledImages NONE = new PulledImages(List.of());

  /// More than a host's disk holds; beyond it the one that was of no use for longest is forgotten,
  /// and stays.
  private static final int KEPT_MAX = 1_000;

  PulledImages {
    all = List.copyOf(all);
  }

  /// @param name as the task definition has it
  /// @param id what the engine called the image then
  /// @param used when it was last seen to be of use
  record Pulled(String name, String id, Instant used) {
    private Pulled seen(Instant now) {
      return new Pulled(name, id, now);
    }

    private boolean is(Pulled other) {
      return name.equals(other.name) && id.equals(other.id);
    }
  }

  /// What a pass over the images comes to.
  ///
  /// @param kept all of them, with what is known now
  /// @param idle those that may go, the longest unused first
  record Pass(PulledImages kept, List<Pulled> idle) {}

  PulledImages with(String name, String id, Instant now) {
    Pulled fetched = new Pulled(name, id, now);
    List<Pulled> next = new ArrayList<>(without(fetched).all);
    next.add(fetched);
    if (next.size() > KEPT_MAX) {
      next.remove(next.stream().min(Comparator.comparing(Pulled::used)).orElseThrow());
    }
    return new PulledImages(next);
  }

  PulledImages without(Pulled gone) {
    return new PulledImages(all.stream().filter(p -> !p.is(gone)).toList());
  }

  /// With those seen to be of use that are so.
  private PulledImages seen(Predicate<Pulled> ofUse, Instant now) {
    return new PulledImages(all.stream().map(p -> ofUse.test(p) ? p.seen(now) : p).toList());
  }

  /// It turned out that somebody uses an image.
  PulledImages used(Pulled image, Instant now) {
    return seen(image::is, now);
  }

  /// Whether those who want a name want this image.
  ///
  /// @param wanted the names of the images that tasks have or will have
  boolean isWanted(Pulled image, Set<String> wanted) {
    return wanted.contains(image.name())
        && all.stream()
            .filter(p -> p.name().equals(image.name()))
            .reduce((_, later) -> later)
            .filter(image::is)
            .isPresent();
  }

  /// Decides which images may go now.
  ///
  /// @param inContainers the ids of those that any container of the engine has
  /// @param wanted the names of those that tasks have or will have
  /// @param age how long an image must have been of no use
  /// @param most as many go at once, so that the engine has time for its work
  Pass pass(Set<String> inContainers, Set<String> wanted, Instant now, Duration age, int most) {
    PulledImages seen = seen(p -> inContainers.contains(p.id()) || isWanted(p, wanted), now);
    List<Pulled> idle =
        seen.all.stream()
            .filter(p -> !p.used().plus(age).isAfter(now))
            .sorted(Comparator.comparing(Pulled::used).thenComparing(Pulled::name))
            .limit(most)
            .toList();
    return new Pass(seen, idle);
  }
}
