package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A stand-in for Amazon's own agent 1.89.1 in external mode: it says what that one was seen to say
/// on the wire, word for word, and does what that one does with the answers. It runs nothing; what
/// becomes of containers the tests say.
final class GenuineAgent {
  private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
  private static final String HASH = "2aa7018c";
  private static final String VERSION = "1.89.1";
  private static final String DOCKER = "20.10.24+dfsg1";
  private static final int REMOTE_API_MIN = 17;
  private static final int REMOTE_API_MAX = 41;

  private static final Map<String, String> VALUED =
      Map.of("ecs.os-type", "linux", "ecs.os-family", "LINUX", "ecs.cpu-architecture", "x86_64");

  private static final List<String> CAPABILITIES =
      List.of(
          "ecs.capability.private-registry-authentication.secretsmanager",
          "ecs.capability.secrets.ssm.environment-variables",
          "ecs.capability.secrets.ssm.bootstrap.log-driver",
          "ecs.capability.ecr-endpoint",
          "ecs.capability.secrets.asm.environment-variables",
          "ecs.capability.secrets.asm.bootstrap.log-driver",
          "ecs.capability.container-ordering",
          "ecs.capability.full-sync",
          "ecs.capability.env-files.s3",
          "ecs.capability.network.container-port-range",
          "ecs.capability.container-restart-policy",
          "ecs.capability.task-cpu-mem-limit",
          "ecs.capability.increased-task-cpu-limit",
          "ecs.capability.execution-role-ecr-pull",
          "ecs.capability.container-health-check",
          "ecs.capability.docker-plugin.local",
          "ecs.capability.firelens.fluentd",
          "ecs.capability.firelens.fluentbit",
          "ecs.capability.logging-driver.awsfirelens.log-driver-buffer-limit",
          "ecs.capability.efs",
          "ecs.capability.firelens.options.config.file",
          "ecs.capability.firelens.options.config.s3",
          "ecs.capability.external",
          "com.amazonaws.ecs.capability.privileged-container",
          "com.amazonaws.ecs.capability.logging-driver.json-file",
          "com.amazonaws.ecs.capability.logging-driver.none",
          "com.amazonaws.ecs.capability.ecr-auth",
          "com.amazonaws.ecs.capability.logging-driver.awsfirelens",
          "com.amazonaws.ecs.capability.task-iam-role");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Exports exports;
  private final AgentSignature signature;
  private final String clientToken = UUID.randomUUID().toString();
  private String cluster;
  private String instance = "";
  private boolean connectedBefore;

  /// @param cluster as its ECS_CLUSTER says; empty for none
  GenuineAgent(Exports exports, String cluster) {
    this.exports = exports;
    this.cluster = cluster;
    this.signature = new AgentSignature(exports);
  }

  /// What it was answered.
  record Reply(int status, JsonNode body) {
    Reply well() {
      assertEquals(200, status, body.toString());
      return this;
    }
  }

  /// Where its sockets are.
  record Endpoints(String acs, String tcs) {}

  String instance() {
    return instance;
  }

  /// Registers; without a configured cluster with `default`, which it makes if need be.
  void register() throws IOException, InterruptedException {
    String configured = cluster;
    cluster = configured.isEmpty() ? "default" : configured;
    Reply reply = call("RegisterContainerInstance", registration());
    if (configured.isEmpty() && isClusterMissing(reply.body)) {
      Reply made = call("CreateCluster", Map.of("clusterName", "default")).well();
      cluster = made.body.at("/cluster/clusterName").asString();
      reply = call("RegisterContainerInstance", registration());
    }
    instance = reply.well().body.at("/containerInstance/containerInstanceArn").asString();
    JsonNode echoed = reply.body.at("/containerInstance/attributes");
    VALUED.forEach((name, value) ->
        assertTrue(
            echoed
                .valueStream()
                .anyMatch(it ->
                    it.path("name").asString().equals(name)
                        && it.path("value").asString().equals(value)),
            "it exits with 5, because this is not echoed: " + name));
  }

  private static boolean isClusterMissing(JsonNode error) {
    return error.path("__type").asString().equals("ClusterNotFoundException")
        || error.path("message").asString().contains("Cluster not found.");
  }

  private Map<String, Object> registration() {
    var body = new HashMap<String, Object>();
    body.put("cluster", cluster);
    body.put("clientToken", clientToken);
    body.put("instanceIdentityDocument", "");
    body.put("instanceIdentityDocumentSignature", "");
    body.put(
        "totalResources",
        List.of(
            Map.of("name", "CPU", "type", "INTEGER", "integerValue", 2_048),
            Map.of("name", "MEMORY", "type", "INTEGER", "integerValue", 3_900),
            ports("PORTS", List.of("22", "2375", "2376", "51678", "51679")),
            ports("PORTS_UDP", List.of())));
    Stream<String> dockers =
        IntStream.rangeClosed(REMOTE_API_MIN, REMOTE_API_MAX)
            .mapToObj(minor -> "com.amazonaws.ecs.capability.docker-remote-api.1." + minor);
    var attributes = new ArrayList<Map<String, String>>();
    Stream.concat(CAPABILITIES.stream(), dockers)
        .forEach(name -> attributes.add(Map.of("name", name)));
    VALUED.forEach((name, value) -> attributes.add(Map.of("name", name, "value", value)));
    body.put("attributes", attributes);
    if (!instance.isEmpty()) {
      body.put("containerInstanceArn", instance);
    }
    return body;
  }

  private static Map<String, Object> ports(String name, List<String> ports) {
    return Map.of("name", name, "type", "STRINGSET", "stringSetValue", ports);
  }

  Endpoints discover() throws IOException, InterruptedException {
    var asked = Map.of("cluster", cluster, "containerInstance", instance, "zoneId", "");
    JsonNode said = call("DiscoverPollEndpoint", asked).well().body;
    return new Endpoints(
        said.path("endpoint").asString(), said.path("telemetryEndpoint").asString());
  }

  /// Opens the socket on which it gets its orders.
  AgentSocket acs() throws IOException, InterruptedException {
    boolean first = !connectedBefore;
    connectedBefore = true;
    String query =
        "agentHash=%s&agentVersion=%s&clusterArn=%s&containerInstanceArn=%s&dockerVersion=%s&%s"
            .formatted(
                HASH,
                VERSION,
                encoded(cluster),
                encoded(instance),
                encoded("DockerVersion: " + DOCKER),
                "protocolVersion=2&sendCredentials=" + first + "&seqNum=1");
    URI uri = socket(discover().acs, query);
    return new AgentSocket(http, uri, headers(uri), json -> json);
  }

  /// What it reads where the server doesn't want its socket.
  RawLine.Reply refusedSocket(int port) throws IOException, InterruptedException {
    String query = "containerInstanceArn=%s&sendCredentials=false".formatted(encoded(instance));
    URI uri = socket(discover().acs, query);
    var head = new StringBuilder("GET " + uri.getRawPath() + "?" + query + " HTTP/1.1\r\n");
    var headers = new HashMap<>(headers(uri));
    headers.put("Host", uri.getAuthority());
    headers.put("Connection", "Upgrade");
    headers.put("Upgrade", "websocket");
    headers.put("Sec-WebSocket-Version", "13");
    headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    try (var line = new RawLine(port)) {
      return line.send(RawLine.bytes(head + "\r\n", new byte[0]), false);
    }
  }

  /// Opens the socket on which it tells what it measures, each frame with a signature of its own.
  AgentSocket tcs() throws IOException, InterruptedException {
    String query =
        "agentHash=%s&agentVersion=%s&cluster=%s&containerInstance=%s&dockerVersion=%s"
            .formatted(HASH, VERSION, encoded(cluster), encoded(instance), encoded(DOCKER));
    URI uri = socket(discover().tcs, query);
    return new AgentSocket(http, uri, headers(uri), json -> signed(uri, json));
  }

  private String signed(URI uri, String json) {
    Map<String, String> proof = signature.of("GET", uri, Map.of(), json);
    return "Authorization: %s\r\nHost: %s\r\nX-Amz-Date: %s\r\n\r\n%s"
        .formatted(proof.get("Authorization"), uri.getAuthority(), proof.get("X-Amz-Date"), json);
  }

  private Map<String, String> headers(URI uri) {
    var headers = new HashMap<>(signature.of("GET", uri, Map.of(), ""));
    headers.put("User-Agent", "Go-http-client/1.1");
    return headers;
  }

  /// It takes http for ws and https for wss, and any other scheme for none.
  private static URI socket(String endpoint, String query) {
    assertTrue(endpoint.matches("https?://.+"), "unknown scheme: " + endpoint);
    String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
    return URI.create(base.replaceFirst("^http", "ws") + "ws?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The first frame on the telemetry socket, while nothing runs.
  void idle(AgentSocket tcs) {
    var metadata = metadata();
    metadata.put("idle", true);
    var idle = Map.of("metadata", metadata, "taskMetrics", List.of(), "timestamp", now());
    tcs.send("PublishMetricsRequest", idle);
  }

  /// What is in front of everything that it measures.
  private Map<String, Object> metadata() {
    var metadata = new HashMap<String, Object>();
    metadata.put("cluster", cluster);
    metadata.put("containerInstance", instance);
    metadata.put("messageId", UUID.randomUUID().toString());
    metadata.put("fin", true);
    return metadata;
  }

  /// What its health checks said.
  void health(AgentSocket tcs, JsonNode task, String status) {
    String name = task.at("/containers/0/name").asString();
    var container = Map.of("containerName", name, "healthStatus", status, "statusSince", now());
    var tasks =
        List.of(
            Map.of(
                "taskArn",
                task.path("arn").asString(),
                "taskDefinitionFamily",
                task.path("family").asString(),
                "taskDefinitionVersion",
                task.path("version").asString(),
                "containers",
                List.of(container)));
    var said = Map.of("metadata", metadata(), "tasks", tasks, "timestamp", now());
    tcs.send("PublishHealthRequest", said);
  }

  /// Acknowledges a message, and the credentials in it first, one by one.
  void acks(AgentSocket acs, JsonNode message) {
    String id = message.path("messageId").asString();
    for (JsonNode task : message.path("tasks")) {
      for (String role : List.of("executionRoleCredentials", "roleCredentials")) {
        if (task.has(role)) {
          acs.send("IAMRoleCredentialsAckRequest", credentialsAck(id, task.path(role)));
        }
      }
    }
    acs.send(
        "AckRequest", Map.of("cluster", cluster, "containerInstance", instance, "messageId", id));
  }

  static Map<String, String> credentialsAck(String messageId, JsonNode credentials) {
    return Map.of(
        "messageId",
        messageId,
        "expiration",
        credentials.path("expiration").asString(),
        "credentialsId",
        credentials.path("credentialsId").asString());
  }

  void refuses(AgentSocket acs, String messageId, String reason) {
    acs.send(
        "NackRequest",
        Map.of(
            "cluster",
            cluster,
            "containerInstance",
            instance,
            "messageId",
            messageId,
            "reason",
            reason));
  }

  /// A container's entry in a report.
  ///
  /// @param more members of the entry besides its name and its status
  record Said(String container, String status, Map<String, Object> more) {
    private Map<String, Object> entry() {
      var entry = new HashMap<>(more);
      entry.put("containerName", container);
      entry.put("status", status);
      return entry;
    }
  }

  /// Tells what became of a task and of some of its containers.
  ///
  /// @param reason always there, and mostly empty
  Reply reports(String task, String status, String reason, Said... containers)
      throws IOException, InterruptedException {
    var body = new HashMap<String, Object>();
    body.put("cluster", cluster);
    body.put("task", task);
    body.put("status", status);
    body.put("reason", reason);
    body.put("containers", Stream.of(containers).map(Said::entry).toList());
    body.put("pullStartedAt", now());
    body.put("pullStoppedAt", now());
    if (status.equals("STOPPED")) {
      body.put("executionStoppedAt", now());
    }
    return call("SubmitTaskStateChange", body);
  }

  Reply call(String operation, Object body) throws IOException, InterruptedException {
    String json = JsonMapper.shared().writeValueAsString(body);
    URI uri = exports.endpoint().resolve("/");
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/x-amz-json-1.1");
    headers.put("X-Amz-Target", TARGET + operation);
    var signed = new HashMap<>(headers);
    signed.put("Content-Length", String.valueOf(json.getBytes(StandardCharsets.UTF_8).length));
    headers.putAll(signature.of("POST", uri, signed, json));
    headers.put("Accept-Encoding", "gzip");
    headers.put(
        "User-Agent",
        "Amazon ECS Agent - v1.89.1 (*2aa7018c) (linux) (+http://aws.amazon.com/ecs/)");
    var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
  }

  private static double now() {
    return System.currentTimeMillis() / 1_000.0;
  }
}
