package dev.fairway.mock;

import dev.fairway.core.net.Dscp;
import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.Treatment;
import dev.fairway.spi.CallContext;
import dev.fairway.spi.PacketPath;
import dev.fairway.spi.SdwanBackend;
import java.util.Optional;

/** Backends whose fabric does what it should, and that tell another path of some packets. */
final class PathMutants {

  private PathMutants() {}

  /** What a rule drops is told to go wherever routing sends it. */
  static SdwanBackend tellsNoDrop(SdwanBackend lawful, MockFabric fabric) {
    return telling(
        lawful,
        fabric,
        (path, treatment) -> path.kind() == PacketPath.Kind.DROP ? PacketPath.any() : path);
  }

  /** What a rule drops is told to wait for a tunnel. */
  static SdwanBackend tellsADropAsALackOfPaths(SdwanBackend lawful, MockFabric fabric) {
    return telling(
        lawful,
        fabric,
        (path, treatment) -> path.kind() == PacketPath.Kind.DROP ? PacketPath.drop() : path);
  }

  /** The transport and the function are told, and no mark. */
  static SdwanBackend tellsNoMark(SdwanBackend lawful, MockFabric fabric) {
    return telling(
        lawful,
        fabric,
        (path, treatment) -> with(path, path.encryptedOnly(), path.function(), Optional.empty()));
  }

  /** The mark is told, and no function. */
  static SdwanBackend tellsNoFunction(SdwanBackend lawful, MockFabric fabric) {
    return telling(
        lawful,
        fabric,
        (path, treatment) -> with(path, path.encryptedOnly(), Optional.empty(), path.mark()));
  }

  /** Nothing is told of encryption. */
  static SdwanBackend tellsNoEncryption(SdwanBackend lawful, MockFabric fabric) {
    return telling(
        lawful, fabric, (path, treatment) -> with(path, false, path.function(), path.mark()));
  }

  /** A transport that is named is taken, encrypted or not. */
  static SdwanBackend takesANamedTransportInTheClear(SdwanBackend lawful, MockFabric fabric) {
    return telling(
        lawful,
        fabric,
        (path, treatment) ->
            treatment
                .steer()
                .filter(steer -> treatment.requiresEncryption())
                .filter(steer -> steer.preference().contains(Fabrics.MPLS))
                .map(steer -> PacketPath.over(Fabrics.MPLS).withEncryptedOnly())
                .orElse(path));
  }

  private static PacketPath with(
      PacketPath path, boolean encryptedOnly, Optional<String> function, Optional<Dscp> mark) {
    return new PacketPath(
        path.kind(),
        path.transport(),
        encryptedOnly,
        function,
        function.isEmpty() ? Optional.empty() : path.onward(),
        mark,
        path.dropReason());
  }

  /** What is told of a packet that meets a rule. */
  private interface Telling {
    PacketPath of(PacketPath path, Treatment treatment);
  }

  private static SdwanBackend telling(SdwanBackend lawful, MockFabric fabric, Telling telling) {
    return new DelegatingBackend(lawful, fabric) {
      @Override
      public Optional<PacketPath> tracePath(Flow flow, CallContext call) {
        Optional<Treatment> treatment = fabric.inForce(flow);
        return lawful
            .tracePath(flow, call)
            .map(path -> treatment.map(found -> telling.of(path, found)).orElse(path));
      }
    };
  }
}
