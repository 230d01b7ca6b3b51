package dev.fairway.catalyst.simulator;

import java.time.Duration;

/**
 * A fault of a request: instead of carrying it out, or {@linkplain #afterwards after that}. For
 * {@link SimulatorFaultInjector}. Immutable.
 */
public final class SimulatedFault {

  private static final int MOST_SECONDS = 86_400;

  private final boolean after;
  private final FaultEffect effect;

  private SimulatedFault(boolean after, FaultEffect effect) {
    this.after = after;
    this.effect = effect;
  }

  private static SimulatedFault instead(SimulatorResponse answer) {
    return new SimulatedFault(false, cases -> cases.answer(answer));
  }

  /** The same after the request was carried out: the client does not get the answer to it. */
  public SimulatedFault afterwards() {
    return new SimulatedFault(true, effect);
  }

  /** The connection breaks, and the request is not carried out. */
  public static SimulatedFault cut() {
    return new SimulatedFault(false, FaultEffect.Cases::cut);
  }

  /** The request is carried out, and then the connection breaks. */
  public static SimulatedFault answerLost() {
    return cut().afterwards();
  }

  /** Status 429, not saying when to come again. */
  public static SimulatedFault throttled() {
    return instead(HtmlPages.error(429, "Too Many Requests"));
  }

  /** Status 429 with {@code Retry-After} in seconds, 0 to 86400. */
  public static SimulatedFault throttled(int retryAfterSeconds) {
    return instead(
        HtmlPages.error(429, "Too Many Requests")
            .with("Retry-After", String.valueOf(checked(retryAfterSeconds))));
  }

  /** Status 503, not saying when to come again. */
  public static SimulatedFault unavailable() {
    return instead(HtmlPages.error(503, "Service Unavailable"));
  }

  /** Status 503 with {@code Retry-After} in seconds, 0 to 86400. */
  public static SimulatedFault unavailable(int retryAfterSeconds) {
    return instead(
        HtmlPages.error(503, "Service Unavailable")
            .with("Retry-After", String.valueOf(checked(retryAfterSeconds))));
  }

  private static int checked(int seconds) {
    if (seconds < 0 || seconds > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "retry after " + seconds + " s: must be 0 to " + MOST_SECONDS);
    }
    return seconds;
  }

  /** Status 503 and the page of a Manager that is starting. */
  public static SimulatedFault notReady() {
    return instead(HtmlPages.notReady(503));
  }

  /** Status 200 and the login page, with or without a session. */
  public static SimulatedFault loginPage() {
    return instead(HtmlPages.login());
  }

  /** Status 302 to the page where an initial password must be changed. */
  public static SimulatedFault passwordReset() {
    return instead(SimulatorResponse.empty(302).with("Location", "/passwordReset.html"));
  }

  /** Status 200, said to be JSON, and breaking off in the middle of it. */
  public static SimulatedFault garbage() {
    return instead(SimulatorResponse.text(200, "application/json", "{\"data\":[{\"name\":\"ma"));
  }

  /** Status 500 with an error in its envelope. */
  public static SimulatedFault serverError() {
    return refused(500, "SIMULATOR0500", "Internal server error", "a scripted fault");
  }

  /** Status 400 with an error in its envelope. */
  public static SimulatedFault refused() {
    return refused(400, "SIMULATOR0400", "Request refused", "a scripted fault");
  }

  /** An error in its envelope. */
  public static SimulatedFault refused(int status, String code, String message, String details) {
    return instead(SimulatorResponse.error(checkedStatus(status), code, message, details));
  }

  /** Status 403, as for a user whose role does not allow it. */
  public static SimulatedFault forbidden() {
    return instead(HtmlPages.error(403, "Forbidden"));
  }

  /** Any answer. */
  public static SimulatedFault answer(int status, String contentType, String body) {
    return instead(SimulatorResponse.text(checkedStatus(status), contentType, body));
  }

  private static int checkedStatus(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status " + status + ": must be 200 to 599");
    }
    return status;
  }

  /** The session that the request names ends; the request is then one without a session. */
  public static SimulatedFault sessionEnds() {
    return new SimulatedFault(false, FaultEffect.Cases::endSession);
  }

  /** It takes that long by the simulator's clock, which advances at once, without a wait. */
  public static SimulatedFault slow(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("slow by " + time + ": must not be negative");
    }
    return new SimulatedFault(false, cases -> cases.take(time));
  }

  boolean isAfter() {
    return after;
  }

  FaultEffect effect() {
    return effect;
  }
}
