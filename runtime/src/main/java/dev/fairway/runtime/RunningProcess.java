package dev.fairway.runtime;

import dev.fairway.core.plan.PolicyWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The process that this code runs in, as it names itself to others on the fabric. */
final class RunningProcess {

  private static final int LONGEST_HOST = 63;
  private static final int LONGEST_USER = 32;
  private static final String UNKNOWN = "unknown";

  private static final String HOST = word(hostName(), LONGEST_HOST);
  private static final Instant SINCE =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

  private RunningProcess() {}

  /** A new name of this process: with an id of its own, so that a restart has another one. */
  static PolicyWriter newName() {
    return new PolicyWriter(
        UUID.randomUUID().toString().substring(0, 8),
        HOST,
        ProcessHandle.current().pid(),
        word(System.getProperty("user.name", UNKNOWN), LONGEST_USER),
        SINCE);
  }

  /** The name of the pod or machine, without asking a name server where the system tells it. */
  private static String hostName() {
    Optional<String> told =
        Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank());
    if (told.isPresent()) {
      return told.get();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return UNKNOWN;
    }
  }

  /** The text in the characters that a name may have. */
  static String word(String text, int longest) {
    String word = text.replaceAll("[^A-Za-z0-9._-]", "-");
    String cut = word.length() > longest ? word.substring(0, longest) : word;
    return cut.isEmpty() ? UNKNOWN : cut;
  }
}
