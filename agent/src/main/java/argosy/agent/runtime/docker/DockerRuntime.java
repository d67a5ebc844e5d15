package argosy.agent.runtime.docker;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.ImageName;
import argosy.agent.runtime.RegistryKeys.RegistryKey;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.docker.DockerHttp.Answer;
import argosy.agent.runtime.docker.DockerHttp.Streaming;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Docker Engine, version 20.10 or newer.
public final class DockerRuntime implements Runtime, AutoCloseable {
  /// Where Docker listens unless it is told otherwise.
  public static final Path SOCKET = Path.of("/var/run/docker.sock");

  /// What an engine that isn't stuck answers in, on a busy disk.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Making a container may copy an image's files into a volume.
  private static final Duration CREATE_PATIENCE = Duration.ofMinutes(4);

  /// A pull that says nothing for so long has lost its registry.
  private static final Duration PULL_PATIENCE = Duration.ofMinutes(5);

  /// An engine whose containers have users of their own refuses privileged ones.
  private static final String OWN_USERS = "name=userns";

  private static final JsonMapper JSON = DockerHttp.JSON;
  private static final Logger LOG = LoggerFactory.getLogger(DockerRuntime.class);

  private final DockerHttp http;
  private final ApiVersion version;
  private final Optional<NeighbourImages> neighbour;
  private final Cgroups cgroups = new Cgroups(Cgroups.ROOT);

  /// The engine makes control groups itself, of version 1; so it has said when it was last asked.
  private volatile boolean ownsGroups;

  /// The runtimes that ours hands containers on to; as it was when the engine was last asked.
  private volatile WrappedPrograms programs = WrappedPrograms.NONE;

  /// The containers that have the program that they want, or want none.
  private final Set<String> settled = ConcurrentHashMap.newKeySet();

  /// The engine has our runtime; so it has said when it was last asked.
  private volatile boolean startsFast;

  public DockerRuntime(Path socket) {
    this(socket, Optional.empty());
  }

  /// @param imagesFrom the socket of another engine, whose images are copied instead of pulled
  public DockerRuntime(Path socket, Optional<Path> imagesFrom) {
    this.http = new DockerHttp(socket);
    this.version = new ApiVersion(http);
    this.neighbour = imagesFrom.map(NeighbourImages::new);
  }

  @Override
  public Engine engine() throws IOException, InterruptedException {
    JsonNode about = version.ask();
    JsonNode info = get("/info").body();
    ownsGroups =
        info.path("CgroupDriver").asString("").equals("cgroupfs")
            && info.path("CgroupVersion").asString("").equals("1");
    WrappedPrograms known = WrappedPrograms.of(info);
    programs = known;
    Optional<String> lack = OciRuntime.lack(info);
    startsFast = lack.isEmpty();
    LOG.info(
        "containers start {} Docker's network hook {}",
        startsFast ? "without" : "with",
        lack.map(why -> "(" + why + ")").orElse(""));
    return new Engine(
        about.path("Version").asString(""),
        about.path("ApiVersion").asString(""),
        texts(info.path("Plugins").path("Log")),
        texts(info.path("Plugins").path("Volume")),
        info.path("Runtimes").propertyNames().stream()
            .filter(runtime -> startsFast || !runtime.equals(OciRuntime.NAME))
            .toList(),
        known.names(),
        texts(info.path("SecurityOptions")).stream().noneMatch(o -> o.startsWith(OWN_USERS)));
  }

  @Override
  public Optional<Image> image(String name) throws IOException, InterruptedException {
    return found(() -> get("/images/" + path(name) + "/json").body())
        .map(image -> Inspection.image(name, image));
  }

  @Override
  public Image pull(String name, Optional<RegistryKey> key)
      throws IOException, InterruptedException {
    if (neighbour.isPresent() && neighbour.get().copy(name, http)) {
      return image(name).orElseThrow(() -> NeighbourImages.lost(name));
    }
    ImageName image = ImageName.parse(name);
    String query = "?fromImage=" + text(image.repository()) + "&tag=" + text(image.reference());
    heed(http.pull(in("/images/create" + query), key.map(DockerRuntime::header), PULL_PATIENCE));
    return image(name)
        .orElseThrow(() -> new EngineFault(Kind.NOT_FOUND, name + " was pulled and isn't here"));
  }

  @Override
  public Image importImage(String name, byte[] files) throws IOException, InterruptedException {
    ImageName image = ImageName.parse(name);
    String query =
        "?fromSrc=-&repo=" + text(image.repository()) + "&tag=" + text(image.reference());
    var body = new BytesRequestContent("application/x-tar", files);
    heed(http.stream(HttpMethod.POST, in("/images/create" + query), body, PATIENCE));
    return image(name)
        .orElseThrow(() -> new EngineFault(Kind.NOT_FOUND, name + " was made and isn't here"));
  }

  /// Reads how the making of an image goes on, up to its end.
  static void heed(Streaming progress) throws IOException {
    try (progress;
        MappingIterator<JsonNode> lines =
            JSON.readerFor(JsonNode.class).readValues(progress.content())) {
      while (lines.hasNextValue()) {
        String error = lines.nextValue().path("error").asString("");
        if (!error.isEmpty()) {
          throw new EngineFault(Kind.REFUSED, error);
        }
      }
    } catch (JacksonException e) {
      throw new EngineFault(Kind.REFUSED, "the image broke off: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public Set<String> imagesInContainers() throws IOException, InterruptedException {
    return get("/containers/json?all=true")
        .body()
        .valueStream()
        .map(row -> row.path("ImageID").asString(""))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void removeImage(String name) throws IOException, InterruptedException {
    delete("/images/" + path(name) + "?noprune=true");
  }

  /// As Docker wants it in `X-Registry-Auth`.
  private static String header(RegistryKey key) {
    ObjectNode auth = JSON.createObjectNode();
    auth.put("serveraddress", key.server());
    auth.put("username", key.username());
    auth.put("password", key.password());
    auth.put("identitytoken", key.identityToken());
    return Base64.getUrlEncoder().encodeToString(auth.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String create(String name, ObjectNode body) throws IOException, InterruptedException {
    Optional<ObjectNode> fast = startsFast ? OciRuntime.with(body) : Optional.empty();
    try {
      return made(name, fast.orElse(body));
    } catch (EngineFault fault) {
      if (fast.isEmpty() || !OciRuntime.isLost(fault)) {
        throw fault;
      }
      LOG.warn("containers start with Docker's network hook from now on: {}", fault.getMessage());
      startsFast = false;
      return made(name, body);
    }
  }

  private String made(String name, ObjectNode body) throws IOException, InterruptedException {
    String path = in("/containers/create?name=" + text(name));
    String id =
        http.call(HttpMethod.POST, path, body, CREATE_PATIENCE).body().path("Id").asString("");
    settle(id, body.path("Labels"));
    return id;
  }

  /// A container has its program before it starts. One that was made by an earlier agent, or whose
  /// making broke off, may lack it.
  private void settle(String id) throws IOException, InterruptedException {
    if (!settled.contains(id)) {
      Optional<JsonNode> made = describe(id);
      if (made.isPresent()) {
        settle(id, made.get().path("Config").path("Labels"));
      }
    }
  }

  private void settle(String id, JsonNode labels) throws IOException {
    String wrapped = labels.path(WRAPPED_LABEL).asString("");
    if (!wrapped.isEmpty()) {
      programs.give(id, wrapped);
    }
    settled.add(id);
  }

  @Override
  public void start(String id) throws IOException, InterruptedException {
    settle(id);
    post("/containers/" + path(id) + "/start", CREATE_PATIENCE);
  }

  @Override
  public int freePorts(String address, String protocol, int count) throws IOException {
    return FreePorts.first(address, protocol, count);
  }

  @Override
  public void endLeftover(String id) throws IOException {
    Leftover.end(Path.of("/proc"), id);
  }

  @Override
  public void stop(String id, Duration timeout) throws IOException, InterruptedException {
    String path = "/containers/" + path(id) + "/stop?t=" + timeout.toSeconds();
    post(path, timeout.plus(PATIENCE));
  }

  @Override
  public void remove(String id) throws IOException, InterruptedException {
    delete("/containers/" + path(id) + "?force=true&v=true");
    WrappedPrograms.take(id);
    settled.remove(id);
  }

  @Override
  public void createVolume(ObjectNode body) throws IOException, InterruptedException {
    http.call(HttpMethod.POST, in("/volumes/create"), body, PATIENCE);
  }

  @Override
  public void removeVolume(String name) throws IOException, InterruptedException {
    delete("/volumes/" + path(name));
  }

  @Override
  public Optional<String> makeGroup(Group group) {
    return ownsGroups ? cgroups.make(group) : Optional.empty();
  }

  @Override
  public void removeGroup(String name) throws IOException {
    cgroups.remove(name);
  }

  @Override
  public Optional<Container> inspect(String idOrName) throws IOException, InterruptedException {
    return describe(idOrName).map(Inspection::container);
  }

  @Override
  public Optional<JsonNode> describe(String id) throws IOException, InterruptedException {
    return found(() -> get("/containers/" + path(id) + "/json").body());
  }

  @Override
  public OptionalLong written(String id) throws IOException, InterruptedException {
    return found(() -> get("/containers/" + path(id) + "/json?size=true").body())
        .map(container -> OptionalLong.of(container.path("SizeRw").asLong(0)))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public Optional<Usage> stats(String id) throws IOException, InterruptedException {
    String path = in("/containers/" + path(id) + "/stats");
    return found(() -> usage(path));
  }

  /// The first two of the samples that go on for ever. One alone would take as long: the engine
  /// waits for a second one too, for the use of CPU.
  private @Nullable Usage usage(String path) throws IOException, InterruptedException {
    try (Streaming stream = http.stream(HttpMethod.GET, path, null, PATIENCE);
        MappingIterator<JsonNode> samples =
            JSON.readerFor(JsonNode.class).readValues(stream.content())) {
      if (!samples.hasNextValue()) {
        return null;
      }
      JsonNode first = samples.nextValue();
      return new Usage(first, samples.hasNextValue() ? samples.nextValue() : first);
    } catch (JacksonException e) {
      throw new EngineFault(Kind.UNREACHABLE, "the stats broke off: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public Optional<String> at(String host, InetAddress address)
      throws IOException, InterruptedException {
    String filters = filters(Map.of("label", List.of(HOST_LABEL + "=" + host)));
    return get("/containers/json?filters=" + filters)
        .body()
        .valueStream()
        .filter(row -> has(row, address.getHostAddress()))
        .map(row -> row.path("Id").asString(""))
        .findFirst();
  }

  private static boolean has(JsonNode row, String address) {
    return row.path("NetworkSettings")
        .path("Networks")
        .valueStream()
        .anyMatch(network -> network.path("IPAddress").asString("").equals(address));
  }

  @Override
  public List<Container> list(String host) throws IOException, InterruptedException {
    String filters = filters(Map.of("label", List.of(HOST_LABEL + "=" + host)));
    List<Container> containers = new ArrayList<>();
    for (JsonNode row : get("/containers/json?all=true&filters=" + filters).body()) {
      inspect(row.path("Id").asString("")).ifPresent(containers::add);
    }
    return containers;
  }

  @Override
  public Watch watch(String host, Watcher watcher) {
    return DockerEvents.watch(http, version, host, watcher);
  }

  @Override
  public void close() {
    http.close();
    neighbour.ifPresent(NeighbourImages::close);
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return http.call(HttpMethod.GET, in(path), null, PATIENCE);
  }

  private void post(String path, Duration patience) throws IOException, InterruptedException {
    http.call(HttpMethod.POST, in(path), null, patience);
  }

  private void delete(String path) throws IOException, InterruptedException {
    try {
      http.call(HttpMethod.DELETE, in(path), null, PATIENCE);
    } catch (EngineFault fault) {
      if (fault.kind() != Kind.NOT_FOUND) {
        throw fault;
      }
    }
  }

  private String in(String path) throws IOException, InterruptedException {
    return version.prefix() + path;
  }

  private static <T> Optional<T> found(Question<T> question)
      throws IOException, InterruptedException {
    try {
      return Optional.ofNullable(question.ask());
    } catch (EngineFault fault) {
      if (fault.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(text -> text.asString("")).toList();
  }

  private interface Question<T> {
    @Nullable T ask() throws IOException, InterruptedException;
  }

  /// Docker's filters, ready for a query.
  static String filters(Map<String, List<String>> filters) {
    return text(JSON.writeValueAsString(filters));
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// As part of a path: image names keep their slashes.
  static String path(String value) {
    return text(value).replace("%2F", "/").replace("+", "%20");
  }
}
