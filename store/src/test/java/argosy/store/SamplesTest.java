package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.ClusterCapacity;
import argosy.domain.instance.Instance;
import argosy.domain.service.Service;
import argosy.domain.state.Entity;
import argosy.domain.state.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every document that was ever written must be read. Samples of each kind are kept in `samples`, a
/// new one whenever the kind gains members, and none may be changed.
class SamplesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void everyEntityIsOfAKindThatIsKept() throws IOException, URISyntaxException {
    Set<String> kept =
        Kinds.ALL.stream().map(kind -> kind.type().getName()).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(kept), entities());
  }

  @Test
  void everySampleOfAKindIsReadInFull() throws IOException {
    for (Kind<?> kind : Kinds.ALL) {
      for (int number = 1; number <= newest(kind); number++) {
        String sample = sample(name(kind, number));
        Entity read = read(kind, sample);
        assertEquals("", lost(JSON.readTree(sample), written(read)), name(kind, number));
      }
    }
  }

  /// A sample is added when a kind gains members; older ones stay as they are.
  @Test
  void theNewestSampleLeavesNothingOut() throws IOException {
    for (Entity entity : Everything.all()) {
      Kind<?> kind = entity.key().kind();
      String name = name(kind, newest(kind));
      JsonNode sample = JSON.readTree(sample(name));
      for (RecordComponent component : entity.getClass().getRecordComponents()) {
        assertTrue(
            sample.has(component.getName()),
            name + " lacks " + component.getName() + ": add " + Documents.write(entity));
      }
      assertEquals(entity, read(kind, sample.toString()), name);
    }
  }

  @Test
  void aClusterOfBeforeCapacityProvidersHasNone() throws IOException {
    Cluster read = read(Cluster.KIND, sample(name(Cluster.KIND, 1)));
    assertEquals(ClusterCapacity.NONE, read.capacity());
    assertNull(read.configuration());
    assertNull(read.serviceConnect());
  }

  @Test
  void ofOlderInstancesAndServicesNobodyKnowsWhatWasLost() throws IOException {
    assertNull(read(Instance.KIND, sample(name(Instance.KIND, 3))).awaySince());
    assertNull(read(Service.KIND, sample(name(Service.KIND, 1))).standing().lostSince());
  }

  private static <E extends Entity> E read(Kind<E> kind, String document) {
    return Documents.read(kind, document.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(Kind<?> kind, int number) {
    return "/samples/" + kind.name() + "-" + number + ".json";
  }

  private static int newest(Kind<?> kind) {
    int number = 1;
    while (SamplesTest.class.getResource(name(kind, number + 1)) != null) {
      number++;
    }
    return number;
  }

  @Test
  void membersOfTomorrowArePassedOver() {
    var read =
        read(argosy.domain.taskdef.Family.KIND, "{\"name\":\"web\",\"latest\":3,\"new\":[1]}");
    assertEquals(new argosy.domain.taskdef.Family("web", 3), read);
  }

  private static JsonNode written(Entity entity) {
    return JSON.readTree(Documents.write(entity));
  }

  /// What of a sample isn't in the document any more; empty if nothing is lost.
  private static String lost(JsonNode sample, JsonNode document) {
    if (!sample.isObject()) {
      return sample.equals(document) ? "" : sample + " became " + document;
    }
    for (Map.Entry<String, JsonNode> member : sample.properties()) {
      String lost = lost(member.getValue(), document.path(member.getKey()));
      if (!lost.isEmpty()) {
        return member.getKey() + ": " + lost;
      }
    }
    return "";
  }

  private static String sample(String name) throws IOException {
    try (InputStream in = SamplesTest.class.getResourceAsStream(name)) {
      assertNotNull(in, "there is no " + name + ": keep a document as it is written now");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The names of all classes of the domain that are entities.
  private static Set<String> entities() throws IOException, URISyntaxException {
    URI domain = Entity.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(domain))) {
      return entities(Path.of(domain));
    }
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(domain))) {
      return entities(jar.getPath("/"));
    }
  }

  private static Set<String> entities(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.startsWith("argosy/domain/") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(SamplesTest::isEntity)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean isEntity(String name) {
    try {
      Class<?> found = Class.forName(name, false, Entity.class.getClassLoader());
      return Entity.class.isAssignableFrom(found) && !found.isInterface();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
