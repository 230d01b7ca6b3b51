package dev.fairway.faultinjection;

import java.io.IOException;
import java.io.Serial;

/** Thrown out of a handler so that the server breaks the connection without an answer. */
public final class ConnectionCutException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /** A connection that a fault cuts. */
  public ConnectionCutException() {
    super("the connection is cut");
  }

  /** A connection that is cut because the server ends. */
  public ConnectionCutException(InterruptedException end) {
    super("the server ends", end);
  }
}
