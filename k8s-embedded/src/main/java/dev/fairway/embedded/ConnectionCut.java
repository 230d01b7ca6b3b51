package dev.fairway.embedded;

import java.io.IOException;
import java.io.Serial;

/** Thrown out of a handler to have the server break the connection, with nothing more said. */
final class ConnectionCut extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  ConnectionCut() {}

  ConnectionCut(Throwable cause) {
    super(cause);
  }
}
