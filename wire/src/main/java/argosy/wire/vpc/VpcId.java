package argosy.wire.vpc;

import java.util.regex.Pattern;

/// What ids and hardware addresses may look like. They become names of links, chains and sets, in
/// scripts that the host runs as root, so nothing else gets past the wire.
final class VpcId {
  /// AWS's longest have 21 characters.
  private static final Pattern ID = Pattern.compile("[a-z]{1,10}(-[0-9a-z]{1,40})+");

  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

  private VpcId() {}

  static String checked(String id, String what) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not " + what + ": " + id);
    }
    return id;
  }

  static String checkedMac(String mac) {
    if (!MAC.matcher(mac).matches()) {
      throw new IllegalArgumentException("not a hardware address: " + mac);
    }
    return mac;
  }
}
