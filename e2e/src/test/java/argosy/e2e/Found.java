package argosy.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Everything that a server shows, thing by thing in the words of a [Ledger].
final class Found {
  static final String INACTIVE = "INACTIVE";
  private static final String CLUSTER = "cluster ";
  private static final String SETTING = "setting ";
  private static final int DESCRIBED_MAX = 100;

  private Found() {}

  static String cluster(String name) {
    return CLUSTER + name;
  }

  static String active(String insights, Map<String, String> tags) {
    return "ACTIVE, insights " + insights + ", tags " + new TreeMap<>(tags);
  }

  /// @param revision `family:revision`
  static String definition(String revision) {
    return "definition " + revision;
  }

  static String registered(String status, String token) {
    return status + " with " + token;
  }

  static String setting(SettingName name) {
    return SETTING + name;
  }

  /// Whether a thing is one of a prefix; account settings, of which there are few, always are.
  static boolean isOf(String prefix, String thing) {
    return thing.startsWith(SETTING) || thing.startsWith(prefix, thing.indexOf(' ') + 1);
  }

  /// @param prefix of the names that are looked at; everything with the empty one
  /// @param known things to look for, as deleted clusters are listed nowhere
  static Map<String, String> in(EcsClient ecs, String prefix, Set<String> known) {
    var found = new TreeMap<String, String>();
    clusters(ecs, prefix, known, found);
    for (TaskDefinitionStatus status :
        List.of(TaskDefinitionStatus.ACTIVE, TaskDefinitionStatus.INACTIVE)) {
      for (String arn :
          ecs.listTaskDefinitionsPaginator(it -> it.status(status)).taskDefinitionArns()) {
        String revision = arn.substring(arn.lastIndexOf('/') + 1);
        if (revision.startsWith(prefix)) {
          String before = found.put(definition(revision), definition(ecs, arn));
          if (before != null) {
            found.put(definition(revision), "there twice");
          }
        }
      }
    }
    for (Setting setting : ecs.listAccountSettingsPaginator(it -> {}).settings()) {
      found.put(setting(setting.name()), setting.value());
    }
    return found;
  }

  private static void clusters(
      EcsClient ecs, String prefix, Set<String> known, Map<String, String> found) {
    var names = new TreeSet<String>();
    known.stream()
        .filter(thing -> thing.startsWith(CLUSTER + prefix))
        .forEach(thing -> names.add(thing.substring(CLUSTER.length())));
    for (String arn : ecs.listClustersPaginator().clusterArns()) {
      String name = arn.substring(arn.lastIndexOf('/') + 1);
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    var all = new ArrayList<>(names);
    for (int from = 0; from < all.size(); from += DESCRIBED_MAX) {
      List<String> some = all.subList(from, Math.min(from + DESCRIBED_MAX, all.size()));
      ecs.describeClusters(
              it -> it.clusters(some).include(ClusterField.TAGS, ClusterField.SETTINGS))
          .clusters()
          .forEach(cluster -> found.put(cluster(cluster.clusterName()), state(cluster)));
    }
  }

  private static String state(Cluster cluster) {
    return cluster.status().equals("ACTIVE")
        ? active(cluster.settings().getFirst().value(), tags(cluster.tags()))
        : cluster.status();
  }

  private static String definition(EcsClient ecs, String arn) {
    DescribeTaskDefinitionResponse described =
        ecs.describeTaskDefinition(it -> it.taskDefinition(arn).include(TaskDefinitionField.TAGS));
    var tokens = new TreeSet<String>();
    described.taskDefinition().containerDefinitions().forEach(c -> tokens.addAll(c.command()));
    tokens.addAll(tags(described.tags()).values());
    int containers = described.taskDefinition().containerDefinitions().size();
    return containers == 2
        ? registered(described.taskDefinition().statusAsString(), String.join(" and ", tokens))
        : containers + " containers";
  }

  private static Map<String, String> tags(List<Tag> tags) {
    var map = new TreeMap<String, String>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }
}
