package dev.fairway.operator.run;

import dev.fairway.operator.server.OperatorServer;
import dev.fairway.operator.server.Page;
import dev.fairway.operator.settings.ServerSection;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Opens the server where the settings say. */
final class ServerStart {

  private ServerStart() {}

  /**
   * Starts it.
   *
   * @throws StartException where that address and port cannot be had
   */
  static OperatorServer start(ServerSection settings, Map<String, Page> pages) {
    String address = settings.address().addressText();
    try {
      return OperatorServer.start(
          new InetSocketAddress(InetAddress.getByName(address), settings.port()), pages);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(address + " is an address", impossible);
    } catch (UncheckedIOException taken) {
      throw new StartException(
          "cannot listen at address "
              + address
              + ", port "
              + settings.port()
              + ": "
              + taken.getCause().getMessage()
              + "; set server.address and server.port to one that is free on this machine");
    }
  }
}
