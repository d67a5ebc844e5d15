package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/// Every document that was ever written must be read. One sample of each kind and schema is kept in
/// `samples`, and none may be changed.
class SamplesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void everyEntityIsOfAKindThatIsKept() throws IOException, URISyntaxException {
    Set<String> kept =
        Kinds.ALL.stream().map(kind -> kind.type().getName()).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(kept), entities());
  }

  @Test
  void everyKindHasASampleOfEverySchemaThatIsReadInFull() throws IOException {
    for (Kind<?> kind : Kinds.ALL) {
      for (int schema = 1; schema <= Documents.SCHEMA; schema++) {
        String name = "/samples/" + kind.name() + "-" + schema + ".json";
        String sample = sample(name);
        Entity read = Documents.read(kind, schema, sample);
        assertEquals("", lost(JSON.readTree(sample), written(read)), name);
      }
    }
  }

  @Test
  void theSamplesLeaveNothingOut() throws IOException {
    for (Entity entity : Everything.all()) {
      String name = entity.key().kind().name() + "-" + Documents.SCHEMA + ".json";
      JsonNode sample = JSON.readTree(sample("/samples/" + name));
      for (RecordComponent component : entity.getClass().getRecordComponents()) {
        assertTrue(sample.has(component.getName()), name + " lacks " + component.getName());
      }
      assertEquals(
          entity, Documents.read(entity.key().kind(), Documents.SCHEMA, sample.toString()), name);
    }
  }

  @Test
  void membersOfTomorrowArePassedOver() {
    var read =
        Documents.read(
            argosy.domain.taskdef.Family.KIND, 1, "{\"name\":\"web\",\"latest\":3,\"new\":[1]}");
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
