package dev.fairway.k8s.api;

import dev.fairway.k8s.api.ApiFailure.Kind;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The grace period of denials: a request that is answered with 401 or 403 is not called a missing
 * right before it was denied for 30 s. An API server that has just started denies requests until
 * its authorizer has read the roles and their bindings, and its authenticator can check tokens.
 * Thread-safe.
 */
public final class DenialGracePeriod {

  /** How long denials last before they are believed. */
  public static final Duration LENGTH = Duration.ofSeconds(30);

  private final LongSupplier nanoClock;
  private OptionalLong deniedSince = OptionalLong.empty();

  /**
   * A period that has not begun.
   *
   * @param nanoClock nanoseconds that only grow
   */
  public DenialGracePeriod(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /**
   * The failure as it is to be told: within the period a denial is told as one that may pass. Any
   * other failure ends the period, since a server that was away denies again when it comes back.
   */
  public synchronized ApiFailure judge(ApiFailure failure) {
    if (!failure.isDenial()) {
      deniedSince = OptionalLong.empty();
      return failure;
    }
    long now = nanoClock.getAsLong();
    deniedSince = OptionalLong.of(deniedSince.orElse(now));
    return now - deniedSince.getAsLong() < LENGTH.toNanos() ? unproven(failure) : failure;
  }

  /** Ends the period: a request was allowed. */
  public synchronized void allowed() {
    deniedSince = OptionalLong.empty();
  }

  private static ApiFailure unproven(ApiFailure failure) {
    return new ApiFailure(
        failure.kind(),
        failure.kind() == Kind.UNAUTHORIZED
            ? "the Kubernetes API does not accept the credentials (401), as while it starts; they"
                + " are called wrong only where that lasts for "
                + LENGTH.toSeconds()
                + " s"
            : "the Kubernetes API denies the request (403), as while it starts; a right is called"
                + " missing only where that lasts for "
                + LENGTH.toSeconds()
                + " s");
  }
}
