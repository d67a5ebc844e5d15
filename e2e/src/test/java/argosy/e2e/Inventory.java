package argosy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything of one region that listing and describing tell, as text that can be compared.
record Inventory(RawLine line, RawRequest.Signer signer) {
  private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// As many as one call describes.
  private static final int AT_ONCE = 100;

  String take() throws IOException {
    var all = new ArrayList<String>();
    List<String> clusters = list(all, "ListClusters", "clusterArns", Map.of());
    describe(
        all,
        "DescribeClusters",
        "clusters",
        clusters,
        Map.of(
            "include", List.of("ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS")));
    for (String cluster : clusters) {
      cluster(all, cluster);
    }
    definitions(all);
    all.add(call("DescribeCapacityProviders", Map.of("include", List.of("TAGS"))).toString());
    list(all, "ListAccountSettings", "settings", Map.of());
    list(all, "ListAccountSettings", "settings", Map.of("effectiveSettings", true));
    return String.join("\n", all);
  }

  private void cluster(List<String> all, String cluster) throws IOException {
    var in = Map.<String, Object>of("cluster", cluster);
    var inWithTags = Map.of("cluster", cluster, "include", List.of("TAGS"));
    List<String> instances = list(all, "ListContainerInstances", "containerInstanceArns", in);
    describe(all, "DescribeContainerInstances", "containerInstances", instances, inWithTags);
    for (String status : List.of("RUNNING", "STOPPED")) {
      List<String> tasks =
          list(all, "ListTasks", "taskArns", Map.of("cluster", cluster, "desiredStatus", status));
      describe(all, "DescribeTasks", "tasks", tasks, inWithTags);
    }
    list(
        all,
        "ListAttributes",
        "attributes",
        Map.of("cluster", cluster, "targetType", "container-instance"));
  }

  private void definitions(List<String> all) throws IOException {
    list(all, "ListTaskDefinitionFamilies", "families", Map.of("status", "ALL"));
    for (String status : List.of("ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS")) {
      for (String arn :
          list(all, "ListTaskDefinitions", "taskDefinitionArns", Map.of("status", status))) {
        all.add(
            call(
                    "DescribeTaskDefinition",
                    Map.of("taskDefinition", arn, "include", List.of("TAGS")))
                .toString());
      }
    }
  }

  /// All pages of a listing.
  private List<String> list(
      List<String> all, String action, String member, Map<String, Object> members)
      throws IOException {
    var found = new ArrayList<String>();
    Map<String, Object> asked = members;
    while (true) {
      JsonNode page = call(action, asked);
      page.path(member).valueStream().map(it -> it.asString(it.toString())).forEach(found::add);
      String token = page.path("nextToken").asString("");
      if (token.isEmpty()) {
        all.add(action + members + found);
        return found;
      }
      asked = new java.util.HashMap<>(members);
      asked.put("nextToken", token);
    }
  }

  private void describe(
      List<String> all,
      String action,
      String member,
      List<String> arns,
      Map<String, ? extends Object> members)
      throws IOException {
    for (int from = 0; from < arns.size(); from += AT_ONCE) {
      var asked = new java.util.HashMap<String, Object>(members);
      asked.put(member, arns.subList(from, Math.min(from + AT_ONCE, arns.size())));
      all.add(call(action, asked).toString());
    }
  }

  /// A call that is answered.
  JsonNode call(String action, Map<String, ?> members) throws IOException {
    var headers =
        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TARGET + action);
    byte[] body = JSON.writeValueAsString(members).getBytes(UTF_8);
    var request = signer.sign("ecs", RawRequest.post("/", headers, body));
    RawLine.Reply reply = line.send(request.bytes(), false);
    if (reply.status() != 200) {
      throw new AssertionError(action + members + ": " + reply);
    }
    return JSON.readTree(reply.body());
  }
}
