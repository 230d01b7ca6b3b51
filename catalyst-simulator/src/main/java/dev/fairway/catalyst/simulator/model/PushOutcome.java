package dev.fairway.catalyst.simulator.model;

import java.util.Set;

/**
 * How a push ends that a test wants to end in a certain way.
 *
 * @param kind in which
 * @param hosts the controllers concerned, by host name; empty for all
 * @param text what the task says about it
 */
public record PushOutcome(Kind kind, Set<String> hosts, String text) {

  /** The ways. */
  public enum Kind {
    /** As the model itself says. */
    AS_USUAL,
    /** Refused by controllers, after the validation. */
    FAILURE,
    /** Refused before any controller was asked: no rows at all. */
    VALIDATION_FAILURE,
    /** Done, without failure and without effect, because something else was at work. */
    SKIPPED
  }

  /** Copies. */
  public PushOutcome {
    hosts = Set.copyOf(hosts);
  }

  /** As the model itself says: to leave a push out before one that is to fail. */
  public static PushOutcome asUsual() {
    return new PushOutcome(Kind.AS_USUAL, Set.of(), "");
  }

  /** All controllers refuse. */
  public static PushOutcome failure(String text) {
    return new PushOutcome(Kind.FAILURE, Set.of(), text);
  }

  /** Some controllers refuse. */
  public static PushOutcome failureOf(Set<String> hosts, String text) {
    return new PushOutcome(Kind.FAILURE, hosts, text);
  }

  /** The Manager refuses. */
  public static PushOutcome validationFailure(String text) {
    return new PushOutcome(Kind.VALIDATION_FAILURE, Set.of(), text);
  }

  /** Nothing happens, and the task says so only in its validation. */
  public static PushOutcome skipped() {
    return new PushOutcome(Kind.SKIPPED, Set.of(), "");
  }

  boolean concerns(String host) {
    return hosts.isEmpty() || hosts.contains(host);
  }
}
