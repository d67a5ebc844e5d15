package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import argosy.api.ApiRig;
import argosy.control.reconcile.Reconciler;
import argosy.wire.WireError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class ServicesTest {
  private static final String WEB = ApiRig.ARN + "service/default/web";
  private static final Tag TEAM = Tag.builder().key("team").value("a").build();

  private final ApiRig rig = new ApiRig();

  ServicesTest() {
    Reconciler.attach(rig.cell());
    rig.withCluster();
    rig.host("default");
    rig.define("web");
  }

  private Service create(CreateServiceRequest.Builder said) {
    return rig.reply(CreateServiceResponse.class, said.build()).service();
  }

  private static CreateServiceRequest.Builder web(int tasks) {
    return CreateServiceRequest.builder()
        .serviceName("web")
        .taskDefinition("web")
        .desiredCount(tasks);
  }

  private void deploy() {
    rig.pass(Duration.ofSeconds(1));
    rig.done(UpdateServiceRequest.builder().service("web").forceNewDeployment(true).build());
    rig.pass(Duration.ofSeconds(1));
  }

  private List<ServiceDeploymentBrief> deployments() {
    return rig.reply(
            ListServiceDeploymentsResponse.class,
            ListServiceDeploymentsRequest.builder().service("web").build())
        .serviceDeployments();
  }

  private ServiceDeployment describe(String arn) {
    return rig.reply(
            DescribeServiceDeploymentsResponse.class,
            DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(arn).build())
        .serviceDeployments()
        .getFirst();
  }

  @Test
  void whatIsNotBuiltIsRefusedByName() {
    assertEquals(
        ApiRig.invalid(
            "Argosy does not support loadBalancers, enableExecuteCommand here yet. Leave it out;"
                + " docs/compat.md says what is built."),
        rig.refused(
            web(1)
                .enableExecuteCommand(true)
                .loadBalancers(LoadBalancer.builder().containerPort(80).build())
                .build()));
  }

  @Test
  void deploymentsAreListedTheNewestFirst() {
    create(web(0));
    deploy();
    deploy();
    List<ServiceDeploymentBrief> all = deployments();
    assertEquals(3, all.size());
    assertEquals(WEB, all.getFirst().serviceArn());
    assertEquals(
        List.of(ApiRig.NOON.plusSeconds(3), ApiRig.NOON.plusSeconds(1), ApiRig.NOON),
        all.stream().map(ServiceDeploymentBrief::createdAt).toList());
    var list = ListServiceDeploymentsRequest.builder().service("web");
    assertEquals(
        List.of(all.get(1)),
        rig.reply(
                ListServiceDeploymentsResponse.class,
                list.copy()
                    .createdAt(c -> c.after(ApiRig.NOON).before(ApiRig.NOON.plusSeconds(3)))
                    .build())
            .serviceDeployments());
    assertEquals(
        List.of(),
        rig.reply(
                ListServiceDeploymentsResponse.class,
                list.copy().status(ServiceDeploymentStatus.ROLLBACK_FAILED).build())
            .serviceDeployments());
    var first = rig.reply(ListServiceDeploymentsResponse.class, list.copy().maxResults(2).build());
    var rest =
        rig.reply(
            ListServiceDeploymentsResponse.class, list.copy().nextToken(first.nextToken()).build());
    assertEquals(all.subList(0, 2), first.serviceDeployments());
    assertEquals(all.subList(2, 3), rest.serviceDeployments());
    assertNull(rest.nextToken());
    assertEquals(
        "ServiceNotFoundException", rig.refused(list.copy().service("ghost").build()).code());
  }

  @Test
  void weightsOfTrafficAreToldWhereItIsShifted() {
    create(web(1).deploymentConfiguration(c -> c.strategy(DeploymentStrategy.BLUE_GREEN)));
    ServiceDeployment shifting = describe(deployments().getFirst().serviceDeploymentArn());
    assertEquals(0, shifting.targetServiceRevision().requestedProductionTrafficWeight());
    assertEquals(0, shifting.targetServiceRevision().requestedTestTrafficWeight());
  }

  @Test
  void aDeploymentIsDescribedWithItsTasks() {
    create(web(2));
    rig.pass(Duration.ofSeconds(1));
    ServiceDeployment one = describe(deployments().getFirst().serviceDeploymentArn());
    assertEquals(ServiceDeploymentStatus.IN_PROGRESS, one.status());
    assertEquals(List.of(), one.sourceServiceRevisions());
    assertEquals(2, one.targetServiceRevision().requestedTaskCount());
    assertNull(one.targetServiceRevision().requestedProductionTrafficWeight());
    assertEquals(2, one.targetServiceRevision().pendingTaskCount());
    assertEquals(0, one.targetServiceRevision().runningTaskCount());
    assertEquals(
        ServiceDeploymentRollbackMonitorsStatus.DISABLED, one.deploymentCircuitBreaker().status());
    assertEquals(ServiceDeploymentRollbackMonitorsStatus.DISABLED, one.alarms().status());
    ServiceRevision revision =
        rig.reply(
                DescribeServiceRevisionsResponse.class,
                DescribeServiceRevisionsRequest.builder()
                    .serviceRevisionArns(one.targetServiceRevision().arn())
                    .build())
            .serviceRevisions()
            .getFirst();
    assertEquals(ApiRig.ARN + "task-definition/web:1", revision.taskDefinition());
    assertEquals(WEB, revision.serviceArn());
    String ghost = ApiRig.ARN + "service-deployment/default/web/ghost";
    assertEquals(
        List.of(Failure.builder().arn(ghost).reason("MISSING").build()),
        rig.reply(
                DescribeServiceDeploymentsResponse.class,
                DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(ghost).build())
            .failures());
    assertEquals(
        ApiRig.invalid("Invalid ARN in serviceRevisionArns: 'web'."),
        rig.refused(DescribeServiceRevisionsRequest.builder().serviceRevisionArns("web").build()));
  }

  @Test
  void aDeploymentIsStoppedByItsArn() {
    create(web(2));
    String arn = deployments().getFirst().serviceDeploymentArn();
    var stop = StopServiceDeploymentRequest.builder().serviceDeploymentArn(arn);
    assertEquals("ConflictException", rig.refused(stop.build()).code());
    assertEquals(
        ApiRig.invalid("stopType must be ROLLBACK or ABORT, not PAUSE."),
        rig.refused(stop.copy().stopType("PAUSE").build()));
    rig.done(stop.copy().stopType("ABORT").build());
    assertEquals(ServiceDeploymentStatus.STOPPED, describe(arn).status());
    assertEquals(
        WireError.client("ServiceDeploymentNotFoundException", "Service deployment not found."),
        rig.refused(
            stop.serviceDeploymentArn(ApiRig.ARN + "service-deployment/default/web/x").build()));
  }

  @Test
  void aServiceHasTagsAndHandsThemOn() {
    create(web(1).tags(TEAM).propagateTags(PropagateTags.SERVICE).enableECSManagedTags(true));
    rig.pass(Duration.ofSeconds(1));
    String task = tasks("web").getFirst();
    Set<Tag> tags =
        Set.copyOf(
            rig.reply(
                    DescribeTasksResponse.class,
                    DescribeTasksRequest.builder().tasks(task).includeWithStrings("TAGS").build())
                .tasks()
                .getFirst()
                .tags());
    assertEquals(
        Set.of(
            TEAM,
            Tag.builder().key("aws:ecs:clusterName").value("default").build(),
            Tag.builder().key("aws:ecs:serviceName").value("web").build()),
        tags);
    Tag stage = Tag.builder().key("stage").value("b").build();
    rig.done(TagResourceRequest.builder().resourceArn(WEB).tags(stage).build());
    rig.done(UntagResourceRequest.builder().resourceArn(WEB).tagKeys("team").build());
    assertEquals(
        List.of(stage),
        rig.reply(
                ListTagsForResourceResponse.class,
                ListTagsForResourceRequest.builder().resourceArn(WEB).build())
            .tags());
    assertEquals(List.of(stage), service(ServiceField.TAGS).tags());
    assertEquals(
        ApiRig.invalid("Long arn format must be used for tagging operations"),
        rig.refused(
            TagResourceRequest.builder()
                .resourceArn(ApiRig.ARN + "service/web")
                .tags(stage)
                .build()));
  }

  private Service service(ServiceField... include) {
    return rig.reply(
            DescribeServicesResponse.class,
            DescribeServicesRequest.builder().services("web").include(include).build())
        .services()
        .getFirst();
  }

  private List<String> tasks(String service) {
    return rig.reply(
            ListTasksResponse.class, ListTasksRequest.builder().serviceName(service).build())
        .taskArns();
  }

  @Test
  void tasksAreListedByTheirService() {
    create(web(2));
    rig.pass(Duration.ofSeconds(1));
    assertEquals(2, tasks("web").size());
    assertEquals(2, tasks(WEB).size());
    assertEquals(
        "ServiceNotFoundException",
        rig.refused(ListTasksRequest.builder().serviceName("ghost").build()).code());
  }

  @Test
  void aClusterCountsItsServicesAndIsNotDeletedWithThem() {
    var other = web(0).cluster("other");
    rig.done(CreateClusterRequest.builder().clusterName("other").build());
    create(other);
    create(other.serviceName("away").launchType("EC2"));
    assertEquals(2, cluster().activeServicesCount());
    assertEquals("2", statistic("activeEC2ServiceCount"));
    assertEquals("ClusterContainsServicesException", rig.refused(deletion("other")).code());
    for (String name : List.of("web", "away")) {
      rig.done(DeleteServiceRequest.builder().cluster("other").service(name).build());
    }
    rig.pass(Duration.ofSeconds(1));
    assertEquals(0, cluster().activeServicesCount());
    rig.done(deletion("other"));
  }

  private static SdkPojo deletion(String cluster) {
    return DeleteClusterRequest.builder().cluster(cluster).build();
  }

  private Cluster cluster() {
    return rig.reply(
            DescribeClustersResponse.class,
            DescribeClustersRequest.builder()
                .clusters("other")
                .include(ClusterField.STATISTICS)
                .build())
        .clusters()
        .getFirst();
  }

  private String statistic(String name) {
    return cluster().statistics().stream()
        .filter(pair -> pair.name().equals(name))
        .map(pair -> pair.value())
        .collect(Collectors.joining());
  }

  @Test
  void noNamespaceHasServices() {
    assertEquals(
        WireError.client("NamespaceNotFoundException", "The namespace shop was not found."),
        rig.refused(ListServicesByNamespaceRequest.builder().namespace("shop").build()));
  }
}
