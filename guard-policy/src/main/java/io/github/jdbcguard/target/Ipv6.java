package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The short spelling of an IPv6 address; one that maps an IPv4 address is spelled as that. */
final class Ipv6 {

  private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
  private static final Pattern DOTTED_TAIL =
      Pattern.compile("(.*:)(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  private Ipv6() {}

  static String canonical(String text) {
    String plain = withoutDots(text);
    int gap = plain.indexOf("::");
    if (gap < 0) {
      return spelled(groups(plain, text), text);
    }
    List<Integer> groups = new ArrayList<>(groups(plain.substring(0, gap), text));
    List<Integer> tail = groups(plain.substring(gap + 2), text);
    if (groups.size() + tail.size() > 7) {
      throw no(text);
    }
    while (groups.size() + tail.size() < 8) {
      groups.add(0);
    }
    groups.addAll(tail);
    return spelled(groups, text);
  }

  private static String withoutDots(String text) {
    Matcher tail = DOTTED_TAIL.matcher(text);
    if (!tail.matches()) {
      return text;
    }
    int[] bytes = new int[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = Integer.parseInt(tail.group(i + 2));
      if (bytes[i] > 255) {
        throw no(text);
      }
    }
    return tail.group(1)
        + Integer.toHexString(bytes[0] << 8 | bytes[1])
        + ":"
        + Integer.toHexString(bytes[2] << 8 | bytes[3]);
  }

  private static List<Integer> groups(String part, String text) {
    List<Integer> groups = new ArrayList<>();
    for (String group : part.isEmpty() ? new String[0] : part.split(":", -1)) {
      if (!GROUP.matcher(group).matches()) {
        throw no(text);
      }
      groups.add(Integer.parseInt(group, 16));
    }
    return groups;
  }

  private static String spelled(List<Integer> groups, String text) {
    if (groups.size() != 8) {
      throw no(text);
    }
    if (groups.subList(0, 5).stream().allMatch(g -> g == 0) && groups.get(5) == 0xffff) {
      return HostName.dotted((long) groups.get(6) << 16 | groups.get(7));
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups.get(i + run) == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    if (length < 2) {
      return joined(groups);
    }
    return joined(groups.subList(0, start)) + "::" + joined(groups.subList(start + length, 8));
  }

  private static String joined(List<Integer> groups) {
    return String.join(":", groups.stream().map(Integer::toHexString).toList());
  }

  private static NotUnderstoodException no(String text) {
    return new NotUnderstoodException("'%s' is neither a host name nor an address".formatted(text));
  }
}
