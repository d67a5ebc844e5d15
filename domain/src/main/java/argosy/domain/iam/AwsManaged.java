package argosy.domain.iam;

import argosy.domain.iam.Policy.Named;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Policies of AWS's, under their ARNs. Each says what AWS's says about the services that are here;
/// what AWS's say about other services is left out.
public final class AwsManaged {
  private static final String OWNER = "aws";
  private static final Named ALL = Named.only("*");

  static final ManagedPolicy TASK_EXECUTION =
      policy(
          "/service-role/",
          "AmazonECSTaskExecutionRolePolicy",
          "ANPAJG4T4G4PV56DE72PY",
          "2017-11-16T18:48:22Z",
          "Provides access to other AWS service resources that are required to run Amazon ECS"
              + " tasks",
          Named.only("logs:CreateLogStream", "logs:PutLogEvents"));

  private static final List<ManagedPolicy> POLICIES =
      List.of(
          policy(
              "/",
              "AdministratorAccess",
              "ANPAIWMBCKSKIEE64ZLYK",
              "2015-02-06T18:39:46Z",
              "Provides full access to AWS services and resources.",
              ALL),
          policy(
              "/service-role/",
              "AmazonEC2ContainerServiceforEC2Role",
              "ANPAJLYJCVHC7TQHCSQDS",
              "2015-03-19T18:45:18Z",
              "Default policy for the Amazon EC2 Role for Amazon EC2 Container Service.",
              Named.only(
                  "ec2:DescribeTags",
                  "ecs:CreateCluster",
                  "ecs:DeregisterContainerInstance",
                  "ecs:DiscoverPollEndpoint",
                  "ecs:Poll",
                  "ecs:RegisterContainerInstance",
                  "ecs:StartTelemetrySession",
                  "ecs:UpdateContainerInstancesState",
                  "ecs:Submit*",
                  "logs:CreateLogStream",
                  "logs:PutLogEvents")),
          policy(
              "/",
              "AmazonECS_FullAccess",
              "ANPAJ7S7AN6YQPTJC7IFS",
              "2017-11-07T21:36:54Z",
              "Provides administrative access to Amazon ECS resources.",
              Named.only(
                  "ec2:AssociateRouteTable",
                  "ec2:AttachInternetGateway",
                  "ec2:AuthorizeSecurityGroupIngress",
                  "ec2:CreateInternetGateway",
                  "ec2:CreateRoute",
                  "ec2:CreateRouteTable",
                  "ec2:CreateSecurityGroup",
                  "ec2:CreateSubnet",
                  "ec2:CreateVpc",
                  "ec2:DeleteSubnet",
                  "ec2:DeleteVpc",
                  "ec2:Describe*",
                  "ec2:DetachInternetGateway",
                  "ec2:DisassociateRouteTable",
                  "ec2:ModifySubnetAttribute",
                  "ec2:ModifyVpcAttribute",
                  "ecs:*")),
          TASK_EXECUTION,
          policy(
              "/",
              "IAMFullAccess",
              "ANPAI7XKCFMBPM3QQRRVQ",
              "2015-02-06T18:40:38Z",
              "Provides full access to IAM.",
              Named.only("iam:*")),
          policy(
              "/",
              "IAMReadOnlyAccess",
              "ANPAJKSO7NDY4T57MWDSQ",
              "2015-02-06T18:40:39Z",
              "Provides read only access to IAM.",
              Named.only(
                  "iam:GenerateCredentialReport",
                  "iam:GenerateServiceLastAccessedDetails",
                  "iam:Get*",
                  "iam:List*",
                  "iam:SimulateCustomPolicy",
                  "iam:SimulatePrincipalPolicy")),
          policy(
              "/",
              "PowerUserAccess",
              "ANPAJYRXTHIB4FOVS3ZXS",
              "2015-02-06T18:39:47Z",
              "Provides full access to AWS services and resources, but does not allow management of"
                  + " Users and groups.",
              new Named(true, List.of("iam:*", "organizations:*", "account:*")),
              Named.only(
                  "iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles")),
          policy(
              "/",
              "ReadOnlyAccess",
              "ANPAILL3HVNFSB6DCOWYQ",
              "2015-02-06T18:39:48Z",
              "Provides read-only access to AWS services and resources.",
              Named.only(
                  "ec2:Describe*",
                  "ec2:Get*",
                  "ecs:Describe*",
                  "ecs:List*",
                  "iam:Generate*",
                  "iam:Get*",
                  "iam:List*",
                  "iam:Simulate*",
                  "logs:Describe*",
                  "logs:FilterLogEvents",
                  "logs:Get*",
                  "logs:List*",
                  "logs:StartQuery",
                  "logs:StopQuery",
                  "logs:TestMetricFilter",
                  "sts:GetAccessKeyInfo",
                  "sts:GetCallerIdentity",
                  "sts:GetSessionToken")));

  private static final Map<String, ManagedPolicy> BY_ARN =
      POLICIES.stream().collect(Collectors.toMap(ManagedPolicy::arn, Function.identity()));

  private AwsManaged() {}

  static Optional<ManagedPolicy> find(String arn) {
    return Optional.ofNullable(BY_ARN.get(arn));
  }

  /// AWS's policies and then the account's own, each in the order of their names.
  public static Stream<ManagedPolicy> andOwn(Picture picture) {
    return Stream.concat(POLICIES.stream(), picture.all(ManagedPolicy.KIND).stream());
  }

  public static boolean isOne(ManagedPolicy policy) {
    return policy.account().equals(OWNER);
  }

  private static ManagedPolicy policy(
      String path, String name, String id, String created, String description, Named... allowed) {
    var statements =
        Arrays.stream(allowed)
            .map(actions -> new Policy.Statement(Policy.Effect.ALLOW, actions, ALL, List.of()))
            .toList();
    String text =
        statements.stream()
            .map(AwsManaged::text)
            .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
    return new ManagedPolicy(
        OWNER,
        path,
        name,
        id,
        description,
        Instant.parse(created),
        Collections.emptySortedMap(),
        new Document(text, new Policy(true, statements)));
  }

  /// None of the names has anything that JSON would want escaped.
  private static String text(Policy.Statement statement) {
    Named actions = statement.actions();
    return actions.patterns().stream()
        .map(action -> '"' + action + '"')
        .collect(
            Collectors.joining(
                ",",
                "{\"Effect\":\"Allow\",\"" + (actions.except() ? "NotAction" : "Action") + "\":[",
                "],\"Resource\":\"*\"}"));
  }
}
