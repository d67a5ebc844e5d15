package argosy.domain.network;

import argosy.domain.error.EcsError;

/// What EC2 says when it refuses.
public final class NetworkErrors {
  private NetworkErrors() {}

  /// A thing that isn't there.
  ///
  /// @param code AWS's name for things of its kind, such as `InvalidVpcID`
  /// @param noun what AWS calls it in words
  public static EcsError notFound(String code, String noun, String id) {
    return new EcsError.Ec2(code + ".NotFound", "The " + noun + " '" + id + "' does not exist");
  }

  public static EcsError noVpc(String id) {
    return notFound("InvalidVpcID", "vpc ID", id);
  }

  public static EcsError noSubnet(String id) {
    return notFound("InvalidSubnetID", "subnet ID", id);
  }

  public static EcsError noGroup(String id) {
    return notFound("InvalidGroup", "security group", id);
  }

  public static EcsError noInterface(String id) {
    return notFound("InvalidNetworkInterfaceID", "networkInterface ID", id);
  }

  /// A value that a parameter can't have.
  public static EcsError invalid(String message) {
    return new EcsError.Ec2("InvalidParameterValue", message);
  }

  public static EcsError combination(String message) {
    return new EcsError.Ec2("InvalidParameterCombination", message);
  }

  public static EcsError missing(String parameter) {
    return new EcsError.Ec2(
        "MissingParameter", "The request must contain the parameter " + parameter);
  }

  /// What Argosy doesn't do.
  public static EcsError unsupported(String message) {
    return new EcsError.Ec2("UnsupportedOperation", message);
  }

  /// A thing that others still need.
  public static EcsError needed(String message) {
    return new EcsError.Ec2("DependencyViolation", message);
  }

  static EcsError inUse(String noun, String id) {
    return needed("The " + noun + " '" + id + "' has dependencies and cannot be deleted.");
  }

  public static EcsError malformedRange(String text) {
    return invalid(
        "Value (" + text + ") for parameter cidrBlock is invalid. This is not a valid CIDR block.");
  }

  public static EcsError malformedAddress(String text, int version) {
    return invalid(
        "Value ("
            + text
            + ") for parameter address is invalid. Invalid IPv"
            + version
            + " address");
  }

  static EcsError addressInUse(Object address) {
    return new EcsError.Ec2("InvalidIPAddress.InUse", "Address " + address + " is in use.");
  }

  /// A certain address that a subnet doesn't have.
  static EcsError outside(Object address) {
    return invalid(
        "Value ("
            + address
            + ") for parameter address is invalid. Address does not fall within the subnet's"
            + " address range");
  }

  /// A range that can't go because something has addresses of it.
  static EcsError rangeInUse(String message) {
    return new EcsError.Ec2("InvalidCidrBlock.InUse", message);
  }

  /// Argosy's limit: one, as nothing that runs here needs several.
  public static EcsError tooManyIpv6() {
    return new EcsError.Ec2(
        "PrivateIpAddressLimitExceeded",
        "Number of IPv6 addresses of a network interface will exceed limit: 1.");
  }

  /// A subnet whose addresses are all in use.
  static EcsError exhausted(Subnet subnet, AddressPool pool) {
    return new EcsError.Ec2(
        "InsufficientFreeAddressesInSubnet",
        "The specified subnet does not have enough free addresses to satisfy the request: "
            + subnet.id()
            + " ("
            + subnet.cidr()
            + ") has "
            + pool.free(subnet)
            + " free and "
            + pool.used(subnet)
            + " in use.");
  }
}
