package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.Action;
import argosy.api.ec2.Ec2Actions;
import argosy.api.ecs.EcsActions;
import argosy.api.iam.IamActions;
import argosy.api.logs.LogsActions;
import argosy.api.sts.StsActions;
import argosy.wire.Service;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/// docs/compat.md says of every action of AWS whether it is built, and says the truth.
class CompatTest {
  private static final String BUILT = "built";
  private static final String NOT_YET = "not yet";
  private static final Pattern ROW =
      Pattern.compile("\\| `(?<action>\\w+)` \\| (?<state>[^|]*) \\|(?<notes>[^|]*)\\|");

  /// What actions of EC2 about networks are called: a verb, and then one of these.
  private static final Pattern NETWORK =
      Pattern.compile(
          "[A-Z][a-z]+(Default)?(AccountAttributes|Address(es)?|AvailabilityZone|DhcpOptions"
              + "|(EgressOnly)?InternetGateway|(Managed)?PrefixList|NatGateway|NetworkAcl"
              + "|NetworkInterface|Regions|Route(Table)?|SecurityGroup|Subnet|Tags|Vpc)s?"
              + "(?![a-z]).*");

  private static final String REQUEST = "Request.class";

  @Test
  void everyActionOfEcsHasARow() throws IOException, URISyntaxException {
    assertEquals(model(Service.ECS, RunTaskRequest.class), rows("ECS").keySet());
  }

  /// The model has too many to name all: those about networks have a row, as has all that is built,
  /// and of the others it is said how many they are.
  @Test
  void everyActionOfEc2ThatIsAboutNetworksHasARow() throws IOException, URISyntaxException {
    Set<String> model = model(Service.EC2, DescribeVpcsRequest.class);
    Set<String> rows = rows("EC2").keySet();
    Set<String> built = names(Ec2Actions.ALL);
    assertEquals(
        model.stream()
            .filter(action -> NETWORK.matcher(action).matches() || built.contains(action))
            .collect(Collectors.toCollection(TreeSet::new)),
        rows);
    String others = "The other " + (model.size() - rows.size()) + " actions of EC2's model";
    assertTrue(
        Sources.lines(Sources.ROOT.resolve("docs/compat.md")).stream()
            .anyMatch(line -> line.startsWith(others)),
        "docs/compat.md lacks the words: " + others);
  }

  @Test
  void everyActionOfIamHasARow() throws IOException, URISyntaxException {
    assertEquals(model(Service.IAM, GetUserRequest.class), rows("IAM").keySet());
  }

  @Test
  void everyActionOfLogsHasARow() throws IOException, URISyntaxException {
    assertEquals(model(Service.LOGS, PutLogEventsRequest.class), rows("CloudWatch Logs").keySet());
  }

  @Test
  void everyActionOfStsHasARow() throws IOException, URISyntaxException {
    assertEquals(model(Service.STS, GetCallerIdentityRequest.class), rows("STS").keySet());
  }

  @Test
  void whatIsBuiltIsCalledBuilt() {
    assertEquals(names(EcsActions.ALL), built(rows("ECS")));
    assertEquals(names(Ec2Actions.ALL), built(rows("EC2")));
    assertEquals(names(IamActions.ALL), built(rows("IAM")));
    assertEquals(names(LogsActions.ALL), built(rows("CloudWatch Logs")));
    assertEquals(names(StsActions.ALL), built(rows("STS")));
  }

  @Test
  void everyActionThatIsWrittenIsServed() {
    Set<String> written =
        new ClassFileImporter()
            .importPackages("argosy.api").stream()
                .filter(type -> type.isAssignableTo(Action.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served = new TreeSet<>(names(EcsActions.ALL));
    served.addAll(names(Ec2Actions.ALL));
    served.addAll(names(IamActions.ALL));
    served.addAll(names(LogsActions.ALL));
    served.addAll(names(StsActions.ALL));
    assertEquals(served, written);
  }

  @Test
  void aRowSaysBuiltOrNotYet() {
    for (String section : List.of("EC2", "ECS", "IAM", "CloudWatch Logs", "STS")) {
      rows(section)
          .forEach((action, state) ->
              assertTrue(
                  state.equals(BUILT) || state.equals(NOT_YET),
                  action + " is '" + state + "': write " + BUILT + " or " + NOT_YET));
    }
  }

  private static Set<String> built(Map<String, String> rows) {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().equals(BUILT))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(List<Action<?>> actions) {
    return actions.stream()
        .map(action -> action.getClass().getSimpleName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Action and state of each row of a section's table.
  private static Map<String, String> rows(String section) {
    var rows = new TreeMap<String, String>();
    boolean inside = false;
    for (String line : Sources.lines(Sources.ROOT.resolve("docs/compat.md"))) {
      if (line.startsWith("## ")) {
        inside = line.startsWith("## " + section);
      }
      Matcher row = ROW.matcher(line);
      if (inside && row.matches()) {
        String before = rows.put(row.group("action"), row.group("state").strip());
        assertEquals(null, before, row.group("action") + " stands there twice");
      }
    }
    return rows;
  }

  /// All actions of a service's model, from the jar of its classes.
  private static Set<String> model(Service service, Class<? extends SdkPojo> one)
      throws IOException, URISyntaxException {
    Path jar = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.list(inside.getPath("/" + service.models().replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(REQUEST))
          .map(name -> name.substring(0, name.length() - REQUEST.length()))
          .filter(action -> service.requestClass(action).isPresent())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
