package dev.fairway.mock;

import dev.fairway.spi.ErrorKind;
import java.time.Duration;

/** What befalls one write on a {@link MockFabric}. Made with the methods below; immutable. */
public final class Weather {

  /** What the fabric does with the write. */
  enum Kind {
    CLEAR,
    REFUSED,
    HALF_APPLIED,
    ANSWER_LOST,
    GARBLED,
    STALE_BASIS,
    HANGING
  }

  private final Kind kind;
  private final Duration delay;
  private final ErrorKind refusal;
  private final int steps;
  private final boolean answered;

  private Weather(Kind kind, Duration delay, ErrorKind refusal, int steps, boolean answered) {
    this.kind = kind;
    this.delay = delay;
    this.refusal = refusal;
    this.steps = steps;
    this.answered = answered;
  }

  private static Weather of(Kind kind) {
    return new Weather(kind, Duration.ZERO, ErrorKind.INTERNAL, 0, true);
  }

  private static Weather refused(ErrorKind kind, Duration retryAfter) {
    return new Weather(Kind.REFUSED, retryAfter, kind, 0, true);
  }

  private static Weather half(int steps, boolean answered) {
    if (steps < 0) {
      throw new IllegalArgumentException(steps + " steps");
    }
    return new Weather(Kind.HALF_APPLIED, Duration.ZERO, ErrorKind.UNAVAILABLE, steps, answered);
  }

  /** Carried out and answered at once. */
  public static Weather clear() {
    return of(Kind.CLEAR);
  }

  /** Carried out at once, answered after a while. */
  public static Weather slow(Duration answerAfter) {
    return new Weather(Kind.CLEAR, answerAfter, ErrorKind.INTERNAL, 0, true);
  }

  /** Refused for what it says: {@link ErrorKind#REJECTED}. */
  public static Weather refusing() {
    return refused(ErrorKind.REJECTED, Duration.ZERO);
  }

  /** Not carried out, because the fabric is not there: {@link ErrorKind#UNAVAILABLE}. */
  public static Weather failing() {
    return refused(ErrorKind.UNAVAILABLE, Duration.ZERO);
  }

  /** Not carried out, because there were too many: {@link ErrorKind#THROTTLED}. */
  public static Weather throttling(Duration retryAfter) {
    return refused(ErrorKind.THROTTLED, retryAfter);
  }

  /** Not carried out, because another owner is at work: {@link ErrorKind#CONFLICT}. */
  public static Weather anotherOwnerAtWork() {
    return refused(ErrorKind.CONFLICT, Duration.ZERO);
  }

  /** The first steps of the write are carried out, the next one fails, and the fabric says so. */
  public static Weather failingAfter(int steps) {
    return half(steps, true);
  }

  /** The first steps of the write are carried out and confirmed; of the rest nothing is heard. */
  public static Weather silentAfter(int steps) {
    return half(steps, false);
  }

  /** Carried out, and the answer is lost. */
  public static Weather answerLost() {
    return of(Kind.ANSWER_LOST);
  }

  /** Carried out, and the answer cannot be understood. */
  public static Weather garbled() {
    return of(Kind.GARBLED);
  }

  /** Right before the write, somebody takes away the owner's last rule: the basis is stale. */
  public static Weather staleBasis() {
    return of(Kind.STALE_BASIS);
  }

  /** Neither carried out nor ever answered. */
  public static Weather hanging() {
    return of(Kind.HANGING);
  }

  Kind kind() {
    return kind;
  }

  /** How long the answer takes, or how long to wait before trying again. */
  Duration delay() {
    return delay;
  }

  ErrorKind refusal() {
    return refusal;
  }

  int steps() {
    return steps;
  }

  boolean answered() {
    return answered;
  }
}
