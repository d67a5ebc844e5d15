package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeElasticIp;
import argosy.domain.network.DraftInterface;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Vpc;
import argosy.wire.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;

/// Tells what an account has and may have.
final class DescribeAccountAttributes implements Action<DescribeAccountAttributesRequest> {

  @Override
  public Answer perform(DescribeAccountAttributesRequest request, Context context) {
    Map<String, String> all = values(context);
    for (String name : request.attributeNamesAsStrings()) {
      if (!all.containsKey(name)) {
        return Context.refuse(
            NetworkErrors.invalid("Value (" + name + ") for parameter attributeName is invalid."));
      }
    }
    return Context.reply(
        DescribeAccountAttributesResponse.builder()
            .accountAttributes(
                all.entrySet().stream()
                    .filter(it ->
                        request.attributeNamesAsStrings().isEmpty()
                            || request.attributeNamesAsStrings().contains(it.getKey()))
                    .map(it ->
                        AccountAttribute.builder()
                            .attributeName(it.getKey())
                            .attributeValues(
                                AccountAttributeValue.builder()
                                    .attributeValue(it.getValue())
                                    .build())
                            .build())
                    .toList())
            .build());
  }

  private static Map<String, String> values(Context context) {
    var values = new LinkedHashMap<String, String>();
    values.put("supported-platforms", "VPC");
    values.put(
        "default-vpc",
        Vpc.defaultOf(context.picture(), context.cell().id().account())
            .map(Vpc::id)
            .orElse("none"));
    values.put("vpc-max-security-groups-per-interface", String.valueOf(DraftInterface.GROUPS_MAX));
    values.put("vpc-max-elastic-ips", String.valueOf(ChangeElasticIp.ADDRESSES_MAX));
    return values;
  }
}
