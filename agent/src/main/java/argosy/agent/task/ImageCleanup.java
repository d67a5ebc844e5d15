package argosy.agent.task;

import argosy.agent.AgentConfig.Cleanup;
import argosy.agent.Loop;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Image;
import argosy.agent.task.PulledImages.Pulled;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Removes images that this agent fetched and nobody needs any more.
public final class ImageCleanup implements ImagePulls.Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(ImageCleanup.class);
  private static final String NAME = "images";

  private final Runtime runtime;
  private final Loop loop;
  private final ImagePulls pulls;
  private final Saves saves;
  private final Optional<Cleanup> cleanup;
  private PulledImages images = PulledImages.NONE;

  /// @param cleanup empty if nothing is to be removed; what is fetched is noted all the same, for
  ///   an agent that may remove it later
  public ImageCleanup(
      Runtime runtime, Loop loop, ImagePulls pulls, Saves saves, Optional<Cleanup> cleanup) {
    this.runtime = runtime;
    this.loop = loop;
    this.pulls = pulls;
    this.saves = saves;
    this.cleanup = cleanup;
  }

  /// Begins with what an earlier agent fetched.
  ///
  /// @param wanted the names of the images that tasks have or will have, whenever it is asked
  public void start(Map<String, String> texts, Supplier<Set<String>> wanted) {
    images = read(texts.getOrDefault(NAME, ""));
    pulls.watch(this);
    cleanup.ifPresent(how -> loop.after(how.every(), () -> look(how, wanted)));
  }

  private static PulledImages read(String text) {
    if (text.isEmpty()) {
      return PulledImages.NONE;
    }
    try {
      return SavedTask.JSON.readValue(text, PulledImages.class);
    } catch (JacksonException e) {
      LOG.error("{} in the checkpoint can't be read, its images stay: {}", NAME, e.toString());
      return PulledImages.NONE;
    }
  }

  @Override
  public void fetched(String name, Image image) {
    keep(images.with(name, image.id(), loop.now()));
  }

  private void keep(PulledImages next) {
    if (!next.equals(images)) {
      images = next;
      saves.put(NAME, SavedTask.JSON.writeValueAsString(images));
    }
  }

  private void look(Cleanup how, Supplier<Set<String>> wanted) {
    Runnable again = () -> loop.after(how.every(), () -> look(how, wanted));
    loop.outside(
        runtime::imagesInContainers,
        inContainers -> {
          PulledImages.Pass pass =
              images.pass(inContainers, wanted.get(), loop.now(), how.age(), how.most());
          keep(pass.kept());
          remove(pass.idle(), wanted, again);
        },
        e -> {
          LOG.warn("the images can't be looked over: {}", e.toString());
          again.run();
        });
  }

  /// Removes one after the other. Meanwhile nobody is given the one that goes.
  private void remove(List<Pulled> idle, Supplier<Set<String>> wanted, Runnable then) {
    if (idle.isEmpty()) {
      then.run();
      return;
    }
    Pulled next = idle.getFirst();
    Runnable rest = () -> remove(idle.subList(1, idle.size()), wanted, then);
    if (images.isWanted(next, wanted.get()) || !pulls.withhold(next.name())) {
      rest.run(); // a task has come for it since it was chosen
      return;
    }
    loop.outside(
        () -> remove(runtime, next),
        removed -> {
          LOG.info(
              "image={} unused since {}, {}",
              next.name(),
              next.used(),
              removed ? "removed" : "not this agent's any more");
          keep(images.without(next));
          pulls.release(next.name());
          rest.run();
        },
        e -> {
          LOG.info("image={} stays: {}", next.name(), e.getMessage());
          if (e instanceof EngineFault fault && fault.kind() == Kind.CONFLICT) {
            keep(images.used(next, loop.now())); // somebody has made a container of it
          }
          pulls.release(next.name());
          rest.run();
        });
  }

  /// Takes the name from the image that was fetched under it, and the image with its last name. If
  /// the name means another one by now, that was built or fetched by somebody, and stays; what was
  /// fetched goes only if nobody has named it otherwise.
  ///
  /// @return false if there is nothing left that the agent fetched
  private static boolean remove(Runtime runtime, Pulled image)
      throws IOException, InterruptedException {
    Optional<Image> named = runtime.image(image.name());
    if (named.isPresent() && named.get().id().equals(image.id())) {
      runtime.removeImage(image.name());
      return true;
    }
    Optional<Image> fetched = runtime.image(image.id());
    if (fetched.isPresent() && fetched.get().tags().isEmpty()) {
      runtime.removeImage(image.id());
      return true;
    }
    return false;
  }
}
