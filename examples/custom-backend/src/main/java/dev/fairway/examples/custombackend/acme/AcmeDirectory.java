package dev.fairway.examples.custombackend.acme;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which controller answers at which address: what a name server is to a real one. Thread-safe. */
public final class AcmeDirectory {

  private static final Map<String, AcmeConnection> CONTROLLERS = new ConcurrentHashMap<>();

  private AcmeDirectory() {}

  /** From now on this controller answers at the address. */
  public static void publish(String address, AcmeConnection controller) {
    CONTROLLERS.put(address, controller);
  }

  /** Nothing answers at the address any more. */
  public static void withdraw(String address) {
    CONTROLLERS.remove(address);
  }

  /** What answers at the address. */
  public static Optional<AcmeConnection> find(String address) {
    return Optional.ofNullable(CONTROLLERS.get(address));
  }
}
