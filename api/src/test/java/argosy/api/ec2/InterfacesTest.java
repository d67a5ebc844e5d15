package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.Caller;
import argosy.wire.WireError;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;

/// Network interfaces, network ACLs and tags.
class InterfacesTest {
  private final NetworkRig net = new NetworkRig();
  private final ApiRig rig = net.rig;
  private final Subnet subnet = net.defaultSubnet();

  @Test
  void anInterfaceHasItsAddressesUntilItIsDeleted() {
    NetworkInterface made =
        rig.reply(
                CreateNetworkInterfaceResponse.class,
                CreateNetworkInterfaceRequest.builder()
                    .subnetId(subnet.subnetId())
                    .description("mine")
                    .secondaryPrivateIpAddressCount(2)
                    .build())
            .networkInterface();
    assertEquals("available", made.statusAsString());
    assertEquals(3, made.privateIpAddresses().size());
    assertEquals("default", made.groups().getFirst().groupName());
    assertEquals(made, net.described(made.networkInterfaceId()));
    assertEquals(4_088, net.defaultSubnet().availableIpAddressCount());
    assertEquals(
        "InvalidIPAddress.InUse: Address " + made.privateIpAddress() + " is in use.",
        net.refused(
            CreateNetworkInterfaceRequest.builder()
                .subnetId(subnet.subnetId())
                .privateIpAddress(made.privateIpAddress())
                .build()));
    assertTrue(
        net.refused(DeleteSubnetRequest.builder().subnetId(subnet.subnetId()).build())
            .startsWith("DependencyViolation"));
    rig.done(
        DeleteNetworkInterfaceRequest.builder()
            .networkInterfaceId(made.networkInterfaceId())
            .build());
    assertEquals(4_091, net.defaultSubnet().availableIpAddressCount());
  }

  @Test
  void anInterfaceGetsMoreAddressesAndGivesThemBack() {
    NetworkInterface made = net.networkInterface(subnet.subnetId());
    String id = made.networkInterfaceId();
    List<AssignedPrivateIpAddress> got =
        rig.reply(
                AssignPrivateIpAddressesResponse.class,
                AssignPrivateIpAddressesRequest.builder()
                    .networkInterfaceId(id)
                    .secondaryPrivateIpAddressCount(2)
                    .build())
            .assignedPrivateIpAddresses();
    assertEquals(2, got.size());
    assertEquals(4_088, net.defaultSubnet().availableIpAddressCount());
    var take = UnassignPrivateIpAddressesRequest.builder().networkInterfaceId(id);
    rig.done(take.privateIpAddresses(got.getFirst().privateIpAddress()).build());
    assertEquals(2, net.described(id).privateIpAddresses().size());
    assertTrue(
        net.refused(take.privateIpAddresses(made.privateIpAddress()).build())
            .startsWith("InvalidParameterValue: Some of the addresses are not assigned"));
    assertEquals(4_089, net.defaultSubnet().availableIpAddressCount());
  }

  @Test
  void groupsOfAnotherVpcAreRefused() {
    String id = net.networkInterface(subnet.subnetId()).networkInterfaceId();
    String other = net.group(net.vpc("10.1.0.0/16").vpcId(), "web");
    assertTrue(
        net.refused(
                ModifyNetworkInterfaceAttributeRequest.builder()
                    .networkInterfaceId(id)
                    .groups(other)
                    .build())
            .startsWith("InvalidParameterValue: You have specified two resources that belong to"));
    String own = net.group(subnet.vpcId(), "web");
    rig.done(
        ModifyNetworkInterfaceAttributeRequest.builder()
            .networkInterfaceId(id)
            .groups(own)
            .build());
    rig.done(
        ModifyNetworkInterfaceAttributeRequest.builder()
            .networkInterfaceId(id)
            .sourceDestCheck(it -> it.value(false))
            .build());
    NetworkInterface changed = net.described(id);
    assertEquals(own, changed.groups().getFirst().groupId());
    assertEquals(false, changed.sourceDestCheck());
    assertEquals(
        "DependencyViolation: resource " + own + " has a dependent object",
        net.refused(DeleteSecurityGroupRequest.builder().groupId(own).build()));
  }

  private NetworkAcl acl(String filter, String value) {
    return rig.reply(
            DescribeNetworkAclsResponse.class,
            DescribeNetworkAclsRequest.builder().filters(NetworkRig.filter(filter, value)).build())
        .networkAcls()
        .getFirst();
  }

  @Test
  void aSubnetIsInOneNetworkAcl() {
    NetworkAcl standard = acl("default", "true");
    assertEquals(3, standard.associations().size());
    assertEquals(4, standard.entries().size());
    NetworkAcl own =
        rig.reply(
                CreateNetworkAclResponse.class,
                CreateNetworkAclRequest.builder().vpcId(subnet.vpcId()).build())
            .networkAcl();
    String association =
        standard.associations().stream()
            .filter(it -> it.subnetId().equals(subnet.subnetId()))
            .findFirst()
            .orElseThrow()
            .networkAclAssociationId();
    rig.done(
        ReplaceNetworkAclAssociationRequest.builder()
            .associationId(association)
            .networkAclId(own.networkAclId())
            .build());
    assertEquals(
        own.networkAclId(), acl("association.subnet-id", subnet.subnetId()).networkAclId());
    assertTrue(
        net.refused(DeleteNetworkAclRequest.builder().networkAclId(own.networkAclId()).build())
            .startsWith("DependencyViolation"));
    var entry =
        CreateNetworkAclEntryRequest.builder()
            .networkAclId(own.networkAclId())
            .ruleNumber(100)
            .protocol("tcp")
            .ruleAction("allow")
            .egress(false)
            .cidrBlock("10.0.0.0/8")
            .portRange(it -> it.from(80).to(81));
    rig.done(entry.build());
    assertEquals(
        "NetworkAclEntryAlreadyExists: The network acl entry identified by 100 already exists.",
        net.refused(entry.build()));
    assertEquals("6", acl("entry.cidr", "10.0.0.0/8").entries().get(1).protocol());
    rig.done(
        DeleteNetworkAclEntryRequest.builder()
            .networkAclId(own.networkAclId())
            .ruleNumber(100)
            .egress(false)
            .build());
    assertEquals(
        "InvalidNetworkAclEntry.NotFound: The network acl entry identified by 100 does not exist",
        net.refused(
            DeleteNetworkAclEntryRequest.builder()
                .networkAclId(own.networkAclId())
                .ruleNumber(100)
                .egress(false)
                .build()));
  }

  @Test
  void tagsAreSetAndRemovedOfAllOrOfNone() {
    String id = subnet.subnetId();
    var tags = CreateTagsRequest.builder().tags(tag("a", "1"), tag("b", "2"));
    rig.done(tags.resources(id, subnet.vpcId()).build());
    assertEquals(
        "InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist",
        net.refused(tags.resources(subnet.vpcId(), "subnet-1").build()));
    assertEquals(
        "InvalidID: The ID 'sock-1' is not valid", net.refused(tags.resources("sock-1").build()));
    assertEquals(
        "InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use",
        net.refused(CreateTagsRequest.builder().resources(id).tags(tag("aws:x", "")).build()));
    assertEquals(4, tags(NetworkRig.filter("key", "a", "b")).size());
    assertEquals(
        1, tags(NetworkRig.filter("resource-type", "vpc"), NetworkRig.filter("value", "2")).size());
    rig.done(
        DeleteTagsRequest.builder()
            .resources(id)
            .tags(Tag.builder().key("a").value("9").build(), Tag.builder().key("b").build())
            .build());
    assertEquals(List.of(tag("a", "1")), net.defaultSubnet().tags());
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private List<TagDescription> tags(Filter... filters) {
    return rig.reply(
            DescribeTagsResponse.class, DescribeTagsRequest.builder().filters(filters).build())
        .tags();
  }

  @Test
  void policiesNameWhatARequestIsAbout() {
    Caller bob = rig.user("bob", "ReadOnlyAccess");
    rig.reply(DescribeVpcsResponse.class, DescribeVpcsRequest.builder().build(), bob);
    WireError made =
        rig.refused(CreateSubnetRequest.builder().vpcId("vpc-1").cidrBlock("x").build(), bob);
    assertEquals("UnauthorizedOperation", made.code());
    assertEquals(403, made.status());
    assertTrue(
        made.message().contains("arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1"), made.message());
  }
}
