package dev.fairway.mock;

import dev.fairway.spi.ErrorKind;
import java.time.Duration;

/**
 * A fault injected into one write on a {@link MockFabric}; {@link #clear()} is none. Made with the
 * methods below.
 *
 * @param kind what the fabric does with the write
 * @param delay how long the answer takes, or how long to wait before trying again
 * @param refusal the kind of failure that the fabric answers with, where it does
 * @param steps how many steps of the write are carried out, where only some are
 * @param answered false where nothing is heard of the rest
 */
public record WriteFault(
    Kind kind, Duration delay, ErrorKind refusal, int steps, boolean answered) {

  /** What a fabric does with a write. */
  public enum Kind {
    CLEAR,
    REFUSED,
    HALF_APPLIED,
    ANSWER_LOST,
    GARBLED,
    STALE_BASIS,
    HANGING
  }

  /** Refuses fewer than no steps. */
  public WriteFault {
    if (steps < 0) {
      throw new IllegalArgumentException(steps + " steps");
    }
  }

  private static WriteFault of(Kind kind) {
    return new WriteFault(kind, Duration.ZERO, ErrorKind.INTERNAL, 0, true);
  }

  private static WriteFault refused(ErrorKind kind, Duration retryAfter) {
    return new WriteFault(Kind.REFUSED, retryAfter, kind, 0, true);
  }

  private static WriteFault half(int steps, boolean answered) {
    return new WriteFault(Kind.HALF_APPLIED, Duration.ZERO, ErrorKind.UNAVAILABLE, steps, answered);
  }

  /** Carried out and answered at once. */
  public static WriteFault clear() {
    return of(Kind.CLEAR);
  }

  /** Carried out at once, answered after a while. */
  public static WriteFault slow(Duration answerAfter) {
    return new WriteFault(Kind.CLEAR, answerAfter, ErrorKind.INTERNAL, 0, true);
  }

  /** Refused for what it says: {@link ErrorKind#REJECTED}. */
  public static WriteFault refusing() {
    return refused(ErrorKind.REJECTED, Duration.ZERO);
  }

  /** Not carried out, because the fabric is not there: {@link ErrorKind#UNAVAILABLE}. */
  public static WriteFault failing() {
    return refused(ErrorKind.UNAVAILABLE, Duration.ZERO);
  }

  /** Not carried out, because there were too many: {@link ErrorKind#THROTTLED}. */
  public static WriteFault throttling(Duration retryAfter) {
    return refused(ErrorKind.THROTTLED, retryAfter);
  }

  /** Not carried out, because another owner is at work: {@link ErrorKind#CONFLICT}. */
  public static WriteFault anotherOwnerAtWork() {
    return refused(ErrorKind.CONFLICT, Duration.ZERO);
  }

  /** The first steps of the write are carried out, the next one fails, and the fabric says so. */
  public static WriteFault failingAfter(int steps) {
    return half(steps, true);
  }

  /** The first steps of the write are carried out and confirmed; of the rest nothing is heard. */
  public static WriteFault silentAfter(int steps) {
    return half(steps, false);
  }

  /** Carried out, and the answer is lost. */
  public static WriteFault answerLost() {
    return of(Kind.ANSWER_LOST);
  }

  /** Carried out, and the answer cannot be understood. */
  public static WriteFault garbled() {
    return of(Kind.GARBLED);
  }

  /** Right before the write the owner's last rule goes, by hand: the basis is stale. */
  public static WriteFault staleBasis() {
    return of(Kind.STALE_BASIS);
  }

  /** Neither carried out nor ever answered. */
  public static WriteFault hanging() {
    return of(Kind.HANGING);
  }
}
