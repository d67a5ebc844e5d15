package argosy.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Answer;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class ActionsTest {
  private final ApiRig rig = new ApiRig();

  @Test
  void whatIsBuiltIsKnownByItsName() {
    assertEquals(
        Set.of(Service.EC2, Service.ECS, Service.IAM, Service.LOGS, Service.STS),
        Set.copyOf(rig.actions.services()));
    assertTrue(rig.actions.isBuilt(Service.ECS, "RunTask"));
    assertTrue(rig.actions.isBuilt(Service.STS, "GetCallerIdentity"));
    assertFalse(rig.actions.isBuilt(Service.ECS, "GetCallerIdentity"));
    assertFalse(rig.actions.isBuilt(Service.ECS, "runTask"));
    assertFalse(rig.actions.isBuilt(Service.ECS, "CreateExpressGatewayService"));
  }

  @Test
  void everyBuiltActionIsOneOfAws() {
    var built =
        Map.of(
            Service.EC2,
            argosy.api.ec2.Ec2Actions.ALL,
            Service.ECS,
            argosy.api.ecs.EcsActions.ALL,
            Service.IAM,
            argosy.api.iam.IamActions.ALL,
            Service.LOGS,
            argosy.api.logs.LogsActions.ALL,
            Service.STS,
            argosy.api.sts.StsActions.ALL);
    built.forEach((service, actions) -> {
      for (Action<?> action : actions) {
        String name = action.getClass().getSimpleName();
        assertTrue(service.requestClass(name).isPresent(), name);
      }
    });
  }

  @Test
  void eachRegionIsACellOfItsOwn() {
    rig.withCluster();
    assertEquals(1, clusters("us-east-1"));
    assertEquals(0, clusters("eu-west-1"));
  }

  private int clusters(String region) {
    Answer answer = rig.call(Service.ECS, region, ListClustersRequest.builder().build());
    var reply = assertInstanceOf(Answer.Reply.class, answer);
    return ((ListClustersResponse) reply.response()).clusterArns().size();
  }

  @Test
  void everyRegionOfAwsIsServed() {
    for (Region region : Region.regions()) {
      if (!region.isGlobalRegion()) {
        assertEquals(0, clusters(region.id()), region.id());
      }
    }
  }

  @Test
  void whatIsNoRegionIsRefused() {
    for (String odd : new String[] {"", "us", "aws-global", "us-east-99", "US-EAST-1", "x/y"}) {
      Answer answer = rig.call(Service.ECS, odd, ListClustersRequest.builder().build());
      assertEquals(
          new Answer.Refused(
              ApiRig.invalid(
                  "The signature's region is '"
                      + odd
                      + "', which is none of AWS's; set AWS_DEFAULT_REGION to one such as"
                      + " us-east-1.")),
          answer);
    }
  }

  @Test
  void aFailedStoreIsAFaultOfOurs() {
    rig.cell();
    rig.store.fail("disk full");
    WireError error = rig.refused(CreateClusterRequest.builder().build());
    assertEquals(
        WireError.server("The store of the control plane failed; nothing was changed: disk full"),
        error);
    assertEquals(0, clusters("us-east-1"));
  }

  @Test
  void aStoreThatCannotBeReachedIsAFaultThatNamesIt() {
    rig.store.fail("no route");
    assertEquals(
        WireError.server("The store of the control plane failed: no route"),
        rig.refused(CreateClusterRequest.builder().build()));
  }

  @Test
  void aCellThatIsClosedIsAFaultOfOurs() {
    rig.cell().close();
    assertEquals(
        WireError.server("The cell is closed here; nothing was changed. Try again."),
        rig.refused(CreateClusterRequest.builder().build()));
  }

  @Test
  void whoAskedIsAnswered() {
    Answer answer = rig.call(Service.STS, "us-east-1", GetCallerIdentityRequest.builder().build());
    assertEquals(
        new Answer.Reply(
            GetCallerIdentityResponse.builder()
                .account("123456789012")
                .arn("arn:aws:iam::123456789012:root")
                .userId("123456789012")
                .build()),
        answer);
  }
}
