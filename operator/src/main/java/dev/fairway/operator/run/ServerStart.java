package dev.fairway.operator.run;

import dev.fairway.operator.server.OperatorHttpServer;
import dev.fairway.operator.server.RequestHandler;
import dev.fairway.operator.settings.Settings.ServerSection;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** Opens the server where the settings say. */
final class ServerStart {

  private ServerStart() {}

  /**
   * Starts it.
   *
   * @throws StartException where that address and port cannot be had
   */
  static OperatorHttpServer start(ServerSection settings, Map<String, RequestHandler> pages) {
    String address = settings.address().addressText();
    try {
      return OperatorHttpServer.start(
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
              + Optional.ofNullable(taken.getCause()).map(Throwable::getMessage).orElse("refused")
              + "; set server.address and server.port to one that is free on this machine");
    }
  }
}
