package dev.fairway.operator.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The identity of a process in a leader election. */
public final class ProcessIdentity {

  private static final int RANDOM_LETTERS = 8;

  private ProcessIdentity() {}

  /** The pod's or the machine's name, and a suffix that no earlier process of it had. */
  public static String of(Map<String, String> environment) {
    String host =
        Optional.ofNullable(environment.get("HOSTNAME"))
            .filter(name -> !name.isBlank())
            .orElseGet(ProcessIdentity::machine);
    return host + "-" + UUID.randomUUID().toString().substring(0, RANDOM_LETTERS);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "fairway";
    }
  }
}
