package dev.fairway.catalyst.simulator;

import java.io.IOException;

/** Thrown out of a handler to have the server break the connection, with nothing more said. */
final class CutOff extends IOException {

  private static final long serialVersionUID = 1L;
}
