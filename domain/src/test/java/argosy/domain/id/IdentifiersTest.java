package argosy.domain.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  private static final CellId CELL = Fixtures.CELL;
  private static final ClusterArn CLUSTER = Fixtures.CLUSTER;
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String OTHER_REGION = "arn:aws:ecs:eu-west-1:123456789012:";
  private static final String OTHER_ACCOUNT = "arn:aws:ecs:us-east-1:999999999999:";

  /// Nothing of these is an ARN of ECS.
  private static final List<String> BROKEN =
      List.of(
          "arn:",
          "arn:aws:ecs",
          "arn:aws:ecs:us-east-1:123456789012:",
          "arn:aws:ecs:us-east-1:123456789012:cluster",
          "arn:aws:ecs:us-east-1::cluster/default",
          "arn:aws:ecs:us-east-1:12345678901a:cluster/default",
          "arn:aws:ecs::123456789012:cluster/default",
          "arn:aws:ecs:us_east:123456789012:cluster/default",
          "arn:aws:iam:us-east-1:123456789012:cluster/default");

  @Test
  void aCellNeedsAnAccountAndARegion() {
    assertEquals("123456789012/us-east-1", CELL.toString());
    assertEquals("us-gov-west-1", new CellId("123456789012", "us-gov-west-1").region());
    for (String account : List.of("", "12345678901", "1234567890123", "12345678901x")) {
      assertThrows(IllegalArgumentException.class, () -> new CellId(account, "us-east-1"));
    }
    for (String region : List.of("", "us", "us-east", "us-east-1a", "US-EAST-1", "us/east-1")) {
      assertThrows(IllegalArgumentException.class, () -> new CellId("123456789012", region));
    }
  }

  @Test
  void aClusterIsNamedByNameOrArn() {
    assertEquals(Optional.of(CLUSTER), ClusterArn.parse(CELL, "default"));
    assertEquals(Optional.of(CLUSTER), ClusterArn.parse(CELL, ARN + "cluster/default"));
    assertEquals(Optional.of(CLUSTER), ClusterArn.parse(ARN + "cluster/default"));
    assertEquals(ARN + "cluster/default", CLUSTER.toString());
  }

  @Test
  void aClusterIsNotNamedByAnArnOfSomethingElse() {
    assertEquals(Optional.empty(), ClusterArn.parse(CELL, ARN + "task/default/1"));
    assertEquals(Optional.empty(), ClusterArn.parse(CELL, OTHER_REGION + "cluster/default"));
    assertEquals(Optional.empty(), ClusterArn.parse(CELL, OTHER_ACCOUNT + "cluster/default"));
    for (String broken : BROKEN) {
      assertEquals(Optional.empty(), ClusterArn.parse(CELL, broken), broken);
      assertEquals(Optional.empty(), ClusterArn.parse(broken), broken);
    }
  }

  @Test
  void aTaskIsNamedByIdOrByItsOldOrNewArn() {
    var task = new TaskArn(CELL, "default", "0123");
    assertEquals(Optional.of(task), TaskArn.parse(CLUSTER, "0123"));
    assertEquals(Optional.of(task), TaskArn.parse(CLUSTER, ARN + "task/default/0123"));
    assertEquals(Optional.of(task), TaskArn.parse(CLUSTER, ARN + "task/0123"));
    assertEquals(Optional.of(task), TaskArn.parse(ARN + "task/default/0123"));
    assertEquals(Optional.empty(), TaskArn.parse(ARN + "task/0123"), "which cluster?");
    assertEquals(ARN + "task/default/0123", task.toString());
    assertEquals(ARN + "container/default/0123/c1", task.container("c1"));
    assertEquals(CLUSTER, task.clusterArn());
  }

  @Test
  void aTaskIsNotNamedByAnArnOfAnotherClusterOrCell() {
    for (String other :
        List.of(
            ARN + "task/production/0123",
            ARN + "container-instance/default/0123",
            OTHER_REGION + "task/default/0123",
            OTHER_ACCOUNT + "task/default/0123")) {
      assertEquals(Optional.empty(), TaskArn.parse(CLUSTER, other), other);
    }
    for (String broken : BROKEN) {
      assertEquals(Optional.empty(), TaskArn.parse(CLUSTER, broken), broken);
      assertEquals(Optional.empty(), TaskArn.parse(broken), broken);
    }
  }

  @Test
  void anInstanceIsNamedByIdOrByItsOldOrNewArn() {
    var instance = new InstanceArn(CELL, "default", "0123");
    assertEquals(Optional.of(instance), InstanceArn.parse(CLUSTER, "0123"));
    assertEquals(
        Optional.of(instance), InstanceArn.parse(CLUSTER, ARN + "container-instance/0123"));
    assertEquals(
        Optional.of(instance), InstanceArn.parse(CLUSTER, ARN + "container-instance/default/0123"));
    assertEquals(Optional.of(instance), InstanceArn.parse(ARN + "container-instance/default/0123"));
    assertEquals(Optional.empty(), InstanceArn.parse(ARN + "container-instance/0123"));
    assertEquals(ARN + "container-instance/default/0123", instance.toString());
    assertEquals(CLUSTER, instance.clusterArn());
  }

  @Test
  void anInstanceIsNotNamedByAnArnOfAnotherClusterOrCell() {
    for (String other :
        List.of(
            ARN + "container-instance/production/0123",
            ARN + "task/default/0123",
            OTHER_REGION + "container-instance/default/0123",
            OTHER_ACCOUNT + "container-instance/default/0123")) {
      assertEquals(Optional.empty(), InstanceArn.parse(CLUSTER, other), other);
    }
    for (String broken : BROKEN) {
      assertEquals(Optional.empty(), InstanceArn.parse(CLUSTER, broken), broken);
      assertEquals(Optional.empty(), InstanceArn.parse(broken), broken);
    }
  }

  @Test
  void aTaskDefinitionIsNamedByFamilyRevisionOrArn() {
    var newest = new TaskDefinitionArn.Reference("web", null);
    var third = new TaskDefinitionArn.Reference("web", 3);
    assertEquals(Optional.of(newest), TaskDefinitionArn.Reference.parse(CELL, "web"));
    assertEquals(Optional.of(third), TaskDefinitionArn.Reference.parse(CELL, "web:3"));
    assertEquals(
        Optional.of(third), TaskDefinitionArn.Reference.parse(CELL, ARN + "task-definition/web:3"));
    assertEquals(
        Optional.of(newest), TaskDefinitionArn.Reference.parse(CELL, ARN + "task-definition/web"));
    var arn = new TaskDefinitionArn(CELL, "web", 3);
    assertEquals(Optional.of(arn), TaskDefinitionArn.parse(arn.toString()));
    assertEquals(ARN + "task-definition/web:3", arn.toString());
  }

  @Test
  void aTaskDefinitionIsNotNamedByWhatIsNoRevision() {
    for (String odd :
        List.of(
            "web:",
            "web:0",
            "web:-1",
            "web:01",
            "web:latest",
            "web:1234567890",
            ARN + "task/web:3",
            OTHER_REGION + "task-definition/web:3",
            OTHER_ACCOUNT + "task-definition/web:3")) {
      assertEquals(Optional.empty(), TaskDefinitionArn.Reference.parse(CELL, odd), odd);
    }
    assertEquals(Optional.empty(), TaskDefinitionArn.parse(ARN + "task-definition/web"));
    assertEquals(Optional.empty(), TaskDefinitionArn.parse("web:3"));
  }

  @Test
  void drawnIdentifiersLookLikeAwss() {
    var random = Fixtures.random();
    assertTrue(Ids.hex(random).matches("[0-9a-f]{32}"));
    assertTrue(Ids.uuid(random).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    assertTrue(Ids.ec2(random).matches("i-[0-9a-f]{17}"));
    assertEquals(Ids.hex(Fixtures.random()), Ids.hex(Fixtures.random()), "from the seed alone");
  }
}
