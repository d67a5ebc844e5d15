package argosy.domain.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads ranges of IPv6 addresses, which are kept as text: no packet of ours has one yet.
public final class Ipv6 {
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int GROUP_DIGITS = 4;
  private static final int BITS = GROUPS * GROUP_BITS;

  private Ipv6() {}

  /// A range as EC2 writes it: its first address, in the shortest way, and how many bits are
  /// common.
  public static Optional<String> range(String text) {
    int slash = text.indexOf('/');
    String bits = text.substring(slash + 1);
    if (slash < 0 || !bits.matches("\\d{1,3}") || Integer.parseInt(bits) > BITS) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(bits);
    return groups(text.substring(0, slash))
        .map(groups -> shortest(masked(groups, prefix)) + "/" + prefix);
  }

  private static Optional<int[]> groups(String address) {
    int gap = address.indexOf("::");
    List<String> head = split(gap < 0 ? address : address.substring(0, gap));
    List<String> tail = gap < 0 ? List.of() : split(address.substring(gap + 2));
    int missing = GROUPS - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    var all = new ArrayList<>(head);
    for (int n = 0; n < missing; n++) {
      all.add("0");
    }
    all.addAll(tail);
    boolean wellFormed = all.stream().allMatch(group -> group.matches("[0-9a-fA-F]{1,4}"));
    return wellFormed
        ? Optional.of(all.stream().mapToInt(group -> Integer.parseInt(group, 16)).toArray())
        : Optional.empty();
  }

  private static List<String> split(String part) {
    return part.isEmpty() ? List.of() : Arrays.asList(part.split(":", -1));
  }

  private static int[] masked(int[] groups, int prefix) {
    int[] masked = groups.clone();
    for (int at = 0; at < GROUPS; at++) {
      int kept = Math.clamp(prefix - at * (long) GROUP_BITS, 0, GROUP_BITS);
      masked[at] &= 0xFFFF << (GROUP_BITS - kept);
    }
    return masked;
  }

  /// With `::` in place of the longest run of zeros.
  private static String shortest(int[] groups) {
    int start = -1;
    int length = 1;
    for (int at = 0; at < GROUPS; at++) {
      int end = at;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - at > length) {
        start = at;
        length = end - at;
      }
    }
    return start < 0
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    var text = new StringBuilder(GROUPS * (GROUP_DIGITS + 1));
    for (int at = from; at < to; at++) {
      text.append(at == from ? "" : ":").append(Integer.toHexString(groups[at]));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
