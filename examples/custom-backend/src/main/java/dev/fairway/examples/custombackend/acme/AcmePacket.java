package dev.fairway.examples.custombackend.acme;

import java.util.Map;

/**
 * A packet as a gateway sees it. Acme forwards IPv4 only.
 *
 * @param zone the zone that it travels in
 * @param from the sender, dotted
 * @param to the receiver, dotted
 * @param proto the protocol's number
 * @param sport the sender's port, below zero where there is none
 * @param dport the receiver's port, below zero where there is none
 */
public record AcmePacket(String zone, String from, String to, int proto, int sport, int dport) {

  boolean fits(AcmeStatement rule, Map<String, AcmeStatement> objects) {
    return rule.word("zone").equals(zone)
        && isAnyOr(rule.word("proto"), Integer.toString(proto))
        && inPorts(sport, rule.word("sports"))
        && inPorts(dport, rule.word("dports"))
        && inObject(from, rule.word("from"), objects)
        && inObject(to, rule.word("to"), objects);
  }

  private static boolean isAnyOr(String word, String value) {
    return word.equals("any") || word.equals(value);
  }

  private static boolean inPorts(int port, String list) {
    if (list.equals("any")) {
      return true;
    }
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      if (Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1])) {
        return true;
      }
    }
    return false;
  }

  private static boolean inObject(String address, String name, Map<String, AcmeStatement> objects) {
    AcmeStatement object = objects.get(name);
    if (object == null) {
      return name.equals("any");
    }
    for (String prefix : object.word("prefixes").split(",", -1)) {
      String[] parts = prefix.split("/", -1);
      int apart = 32 - Integer.parseInt(parts[1]);
      if (number(address) >>> apart == number(parts[0]) >>> apart) {
        return true;
      }
    }
    return false;
  }

  /** A long, because a shift of an int by 32 would do nothing. */
  private static long number(String dotted) {
    long number = 0;
    for (String part : dotted.split("\\.", -1)) {
      number = number << 8 | Integer.parseInt(part);
    }
    return number;
  }
}
