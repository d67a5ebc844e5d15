package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.Service;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;

class RequestsTest {

  @Test
  void everyActionSaysWhichMembersItHonoursAndEachIsOfItsModel() {
    Set<String> names =
        Ec2Actions.ALL.stream()
            .map(action -> action.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(names, new TreeSet<>(Requests.MEMBERS.keySet()));
    Requests.MEMBERS.forEach((action, members) -> {
      Set<String> model = model(action);
      for (String member : members) {
        assertTrue(model.contains(member.replace("!", "")), action + " has no " + member);
      }
    });
  }

  private static Set<String> model(String action) {
    try {
      Class<?> type = Service.EC2.requestClass(action).orElseThrow();
      Object builder = type.getMethod("builder").invoke(null);
      return ((SdkPojo) builder)
          .sdkFields().stream().map(it -> it.memberName()).collect(Collectors.toSet());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(action, e);
    }
  }

  @Test
  void regionsAndZonesAreToldAsTheyAre() {
    var rig = new ApiRig();
    var zones =
        rig.reply(
                DescribeAvailabilityZonesResponse.class,
                DescribeAvailabilityZonesRequest.builder()
                    .filters(NetworkRig.filter("zone-id", "use1-az2"))
                    .build())
            .availabilityZones();
    assertEquals("us-east-1b", zones.getFirst().zoneName());
    assertEquals(1, zones.size());
    var regions =
        rig.reply(
                DescribeRegionsResponse.class,
                DescribeRegionsRequest.builder().regionNames("eu-west-1").build())
            .regions();
    assertEquals("127.0.0.1:4566", regions.getFirst().endpoint());
    var attributes =
        rig.reply(
                DescribeAccountAttributesResponse.class,
                DescribeAccountAttributesRequest.builder().build())
            .accountAttributes();
    assertEquals("supported-platforms", attributes.getFirst().attributeName());
    var lists =
        rig.reply(DescribePrefixListsResponse.class, DescribePrefixListsRequest.builder().build())
            .prefixLists();
    assertEquals(
        List.of("com.amazonaws.us-east-1.dynamodb", "com.amazonaws.us-east-1.s3"),
        lists.stream().map(it -> it.prefixListName()).toList());
    assertEquals(
        1,
        rig.reply(DescribeDhcpOptionsResponse.class, DescribeDhcpOptionsRequest.builder().build())
            .dhcpOptions()
            .size());
  }
}
