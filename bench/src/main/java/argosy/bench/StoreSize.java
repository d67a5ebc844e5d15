package argosy.bench;

import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.id.CellId;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.Ids;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.RunTask;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.store.JdbcStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Writes a day's changes into a store: tasks that are made, change five times and are forgotten,
/// revisions that come and go, clusters that are tagged. In the middle of the day five times as
/// many tasks live as before and after. Then, for comparison, what lives at its end into a second
/// one.
public final class StoreSize {
  private static final CellId CELL = Worlds.CELL;
  private static final int CLUSTERS = 100;
  private static final int DEFINITIONS = 1_000;
  private static final int TASKS = 10_000;
  private static final int TASKS_AT_NOON = 50_000;
  private static final int CHANGES_OF_A_TASK = 5;

  /// As many as share a commit while eight clients wait.
  private static final int A_COMMIT = 8;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<Key<?>, Entity> living = new LinkedHashMap<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final Definition definition;
  private final Task task;

  private StoreSize() {
    Picture picture = Worlds.of(1, 0);
    definition = put(register(picture), Definition.class);
    picture = picture.apply(new Change.Put(definition));
    task =
        put(RunTask.decide(picture, Worlds.CLUSTER, Worlds.ONE, Worlds.NOON, random), Task.class);
  }

  /// Writes how many documents live in the end, and how large SQLite's files are before they are
  /// closed.
  ///
  /// @param args how many changes, the store for them, the store for what lives then (files, or
  ///   addresses of PostgreSQL), the file to write to
  public static void main(String[] args) throws IOException {
    var day = new StoreSize();
    var found = new StringBuilder();
    try (JdbcStore store = open(args[1])) {
      day.live(Integer.parseInt(args[0]), store);
      found.append("day " + bytes(args[1]) + "\n");
    }
    try (JdbcStore store = open(args[2])) {
      var all = new ArrayList<Change>();
      day.living.values().forEach(entity -> all.add(new Change.Put(entity)));
      for (int from = 0; from < all.size(); from += A_COMMIT) {
        store.append(CELL, all.subList(from, Math.min(from + A_COMMIT, all.size())));
      }
      found.append("fresh " + bytes(args[2]) + "\n");
    }
    found.append("documents " + day.living.size() + "\n");
    Files.writeString(Path.of(args[3]), found);
  }

  /// The file and its log; 0 of what is no file.
  private static long bytes(String where) throws IOException {
    long bytes = 0;
    for (String end : List.of("", "-wal", "-shm")) {
      Path file = Path.of(where + end);
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  private static JdbcStore open(String where) {
    JdbcStore store =
        where.startsWith("postgresql:")
            ? JdbcStore.postgres(where, "bench", URI.create("http://127.0.0.1"))
            : JdbcStore.sqlite(Path.of(where));
    if (store.acquire(CELL).isPresent()) {
      throw new IllegalStateException("another server has the cell");
    }
    return store;
  }

  private void live(int writes, JdbcStore store) {
    for (int written = 0; written < writes; ) {
      boolean isNoon = written > writes * 2 / 5 && written < writes * 3 / 5;
      var changes = new ArrayList<Change>();
      while (changes.size() < A_COMMIT) {
        changes.addAll(next(isNoon ? TASKS_AT_NOON : TASKS));
      }
      store.append(CELL, changes);
      changes.forEach(this::note);
      written += changes.size();
    }
  }

  private List<Change> next(int tasksMax) {
    int dice = random.nextInt(20);
    if (dice < 2) {
      return List.of(new Change.Put(cluster()));
    }
    if (dice < 4) {
      return definitions();
    }
    return tasks(tasksMax);
  }

  private Cluster cluster() {
    var arn = new ClusterArn(CELL, "cluster-" + random.nextInt(CLUSTERS));
    var tag = Tag.builder().key("version").value(String.valueOf(random.nextInt())).build();
    return new Cluster(
        arn, List.of(), List.of(tag), Worlds.NOON, null, ClusterCapacity.NONE, null, null);
  }

  private List<Change> definitions() {
    var arn =
        new TaskDefinitionArn(CELL, "family-" + random.nextInt(50), random.nextInt(1, 999_999_999));
    var made = new Definition(arn, definition.spec(), definition.tags());
    definitions.add(made);
    return definitions.size() <= DEFINITIONS
        ? List.of(new Change.Put(made))
        : List.of(new Change.Put(made), new Change.Delete(definitions.removeFirst().key()));
  }

  /// A step in the life of a task, or of two.
  private List<Change> tasks(int most) {
    var changes = new ArrayList<Change>();
    if (tasks.isEmpty() || (tasks.size() < most && random.nextInt(CHANGES_OF_A_TASK) == 0)) {
      tasks.add(aged(new TaskArn(CELL, "default", Ids.hex(random)), 0));
      changes.add(new Change.Put(tasks.getLast()));
    }
    int at = random.nextInt(tasks.size());
    Task old = tasks.get(at);
    if (tasks.size() > most || old.version() >= CHANGES_OF_A_TASK) {
      tasks.set(at, tasks.getLast());
      tasks.removeLast();
      changes.add(new Change.Delete(old.key()));
    } else {
      tasks.set(at, aged(old.arn(), old.version() + 1));
      changes.add(new Change.Put(tasks.get(at)));
    }
    return changes;
  }

  private Task aged(TaskArn arn, long version) {
    return new Task(
        arn,
        task.definition(),
        new InstanceArn(CELL, "default", "%032x".formatted(0)),
        task.launch(),
        task.last(),
        task.desired(),
        task.containers(),
        task.times(),
        task.stop(),
        task.protectedUntil(),
        version);
  }

  private void note(Change change) {
    switch (change) {
      case Change.Put(Entity entity) -> living.put(entity.key(), entity);
      case Change.Delete(Key<?> key) -> living.remove(key);
    }
  }

  private static Outcome<?> register(Picture picture) {
    return RegisterDefinition.decide(picture, CELL, Samples.definition(), "bench", Worlds.NOON);
  }

  private static <E extends Entity> E put(Outcome<?> outcome, Class<E> type) {
    return ((Outcome.Accepted<?>) outcome)
        .changes().stream()
            .map(change -> ((Change.Put) change).entity())
            .filter(type::isInstance)
            .map(type::cast)
            .findFirst()
            .orElseThrow();
  }
}
