package argosy.agent.task;

import argosy.agent.AgentConfig.Images;
import argosy.agent.Loop;
import argosy.agent.PullBehavior;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.ImageName;
import argosy.agent.runtime.PauseImage;
import argosy.agent.runtime.RegistryKeys;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Image;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Gets the images that containers need. Those who want the same image at the same time share one
/// pull, and its end.
public final class ImagePulls {
  /// A registry that restarts is back in the seconds that three attempts take; whoever wants more
  /// is served better by a task that failed visibly.
  private static final int ATTEMPTS_MAX = 3;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// While the engine itself is away there is no end to the attempts.
  private static final Duration ENGINE_PAUSE = Duration.ofSeconds(2);

  private static final int ANSWER_MAX = 1024;

  /// Answers after which another attempt would be answered the same.
  private static final Pattern FINAL =
      Pattern.compile(
          "not found|manifest unknown|denied|unauthorized|no basic auth|authentication required"
              + "|invalid reference|not implemented|no matching manifest",
          Pattern.CASE_INSENSITIVE);

  private final Runtime runtime;
  private final Loop loop;
  private final PullBehavior behavior;
  private final RegistryKeys keys;
  private final String host;
  private final Map<String, List<Waiter>> waiting = new LinkedHashMap<>();
  private final Set<String> withheld = new HashSet<>();
  private Watcher watcher = (_, _) -> {};
  private final Set<String> pulledBefore = new HashSet<>();

  /// @param host what people call the machine
  public ImagePulls(Runtime runtime, Loop loop, Images images, String host) {
    this.runtime = runtime;
    this.loop = loop;
    this.behavior = images.pulls();
    this.keys = images.keys();
    this.host = host;
  }

  /// Who wants to know what came from a registry.
  interface Watcher {
    /// An image that wasn't here, or was another one before.
    void fetched(String name, Image image);
  }

  void watch(Watcher who) {
    watcher = who;
  }

  /// Gets an image, or the reason why it can't be had.
  void pull(String image, Consumer<Image> back, Consumer<String> failed) {
    List<Waiter> others = waiting.computeIfAbsent(image, _ -> new ArrayList<>());
    others.add(new Waiter(back, failed));
    if (others.size() == 1 && !withheld.contains(image)) {
      attempt(image, 1);
    }
  }

  /// Gives an image to nobody until it is released, unless somebody waits for it.
  ///
  /// @return false if somebody does
  boolean withhold(String image) {
    return !waiting.containsKey(image) && withheld.add(image);
  }

  void release(String image) {
    withheld.remove(image);
    if (waiting.containsKey(image)) {
      attempt(image, 1);
    }
  }

  private void attempt(String image, int number) {
    boolean known = pulledBefore.contains(image);
    loop.outside(
        () -> find(image, known),
        found -> {
          if (found.isNew) {
            watcher.fetched(image, found.image);
          }
          got(image, found.image);
        },
        e -> lost(image, number, e));
  }

  /// @param isNew it came from its registry just now
  private record Found(Image image, boolean isNew) {}

  private Found find(String image, boolean known) throws IOException, InterruptedException {
    boolean hereIsFine =
        image.equals(PauseImage.NAME)
            || switch (behavior) {
              case PREFER_CACHED -> true;
              case ONCE -> known;
              case DEFAULT, ALWAYS -> false;
            };
    Optional<Image> here = runtime.image(image);
    if (hereIsFine && here.isPresent()) {
      return new Found(here.get(), false);
    }
    Image fetched = fetch(image);
    return new Found(fetched, here.isEmpty() || !here.get().id().equals(fetched.id()));
  }

  private Image fetch(String image) throws IOException, InterruptedException {
    if (image.equals(PauseImage.NAME)) {
      return runtime.importImage(image, PauseImage.files());
    }
    RegistryKeys.Search search = keys.find(ImageName.parse(image).registry());
    try {
      return runtime.pull(image, search.key());
    } catch (EngineFault e) {
      throw e.kind() == Kind.UNREACHABLE ? e : new Refused(e, search.told());
    }
  }

  /// A pull that was refused, with what the registry was shown.
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final EngineFault fault;
    private final String shown;

    private Refused(EngineFault fault, String shown) {
      super(fault.getMessage(), fault);
      this.fault = fault;
      this.shown = shown;
    }
  }

  private void got(String image, Image found) {
    if (behavior == PullBehavior.ONCE) {
      pulledBefore.add(image);
    }
    end(image).forEach(waiter -> waiter.back.accept(found));
  }

  private void lost(String image, int number, Exception e) {
    Exception answer = e instanceof Refused refused ? refused.fault : e;
    if (answer instanceof EngineFault fault && fault.kind() == Kind.UNREACHABLE) {
      loop.after(ENGINE_PAUSE, () -> attempt(image, number));
    } else if (number < ATTEMPTS_MAX && mayClear(answer)) {
      loop.after(FIRST_PAUSE.multipliedBy(number), () -> attempt(image, number + 1));
    } else {
      String shown = e instanceof Refused refused ? ", " + refused.shown : "";
      giveUp(image, reason(image, number + " time(s) on " + host + shown, answer));
    }
  }

  private void giveUp(String image, String reason) {
    Runnable refuse = () -> end(image).forEach(waiter -> waiter.failed.accept(reason));
    if (behavior == PullBehavior.DEFAULT) {
      loop.outside(
          () -> runtime.image(image),
          here -> here.ifPresentOrElse(found -> got(image, found), refuse),
          _ -> refuse.run());
    } else {
      refuse.run();
    }
  }

  private List<Waiter> end(String image) {
    List<Waiter> waiters = waiting.remove(image);
    return waiters == null ? List.of() : waiters;
  }

  static boolean mayClear(Exception e) {
    boolean missing = e instanceof EngineFault fault && fault.kind() == Kind.NOT_FOUND;
    return e instanceof IOException && !missing && !FINAL.matcher(message(e)).find();
  }

  /// @param how how often and where it was tried, and with what
  static String reason(String image, String how, Exception e) {
    String reason =
        image.equals(PauseImage.NAME)
            ? "CannotPullContainerError: the agent's own image %s can't be made: %s"
                .formatted(image, message(e))
            : "CannotPullContainerError: pull of %s from %s has been tried %s: %s"
                .formatted(image, ImageName.parse(image).registry(), how, message(e));
    return reason.length() <= ANSWER_MAX ? reason : reason.substring(0, ANSWER_MAX);
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private record Waiter(Consumer<Image> back, Consumer<String> failed) {}
}
