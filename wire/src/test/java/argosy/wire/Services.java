package argosy.wire;

import java.util.List;

/// Services that stand for their protocols in the tests.
public final class Services {
  public static final Service EC2 =
      new Service(
          "ec2",
          List.of(Protocol.EC2_QUERY),
          "",
          "2016-11-15",
          "software.amazon.awssdk.services.ec2.model");

  public static final Service CLOUDWATCH =
      new Service(
          "monitoring",
          List.of(Protocol.AWS_QUERY, Protocol.RPC_V2_CBOR, Protocol.AWS_JSON_1_0),
          "GraniteServiceVersion20100801",
          "2010-08-01",
          "software.amazon.awssdk.services.cloudwatch.model");

  public static final Service SCHEDULER =
      new Service(
          "scheduler",
          List.of(Protocol.REST_JSON),
          "",
          "2021-06-30",
          "software.amazon.awssdk.services.scheduler.model");

  public static final Service LAMBDA =
      new Service(
          "lambda",
          List.of(Protocol.REST_JSON),
          "",
          "2015-03-31",
          "software.amazon.awssdk.services.lambda.model");

  public static final List<Service> ALL =
      List.of(
          Service.ECS, Service.IAM, Service.LOGS, Service.STS, EC2, CLOUDWATCH, SCHEDULER, LAMBDA);

  private Services() {}
}
