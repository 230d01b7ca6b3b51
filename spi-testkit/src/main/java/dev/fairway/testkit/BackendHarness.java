package dev.fairway.testkit;

import dev.fairway.core.net.Flow;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.spi.SdwanBackend;
import java.util.Optional;
import java.util.Set;

/**
 * The test harness of a vendor: one target for one test, fresh, empty but for its foreign objects,
 * with at least two sites of different networks and three transports. All that the kit needs to
 * know about a vendor.
 */
public interface BackendHarness extends AutoCloseable {

  /**
   * A backend on the target that writes for the owner. May be called again, for another owner too.
   */
  SdwanBackend open(OwnerId owner);

  /**
   * A backend on the same target that claims less: fewer features, smaller limits. Empty where the
   * vendor's claims cannot be made smaller for a test.
   */
  Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less);

  /** How many writes the target has received so far, refused ones included. */
  long writes();

  /** Runs at each write that the target receives from now on, before it is carried out. */
  void onWrite(Runnable look);

  /** Adds foreign objects to the target, as an administrator might have by hand. */
  void addForeign();

  /** The foreign objects on the target, as bytes that change where anything of them changes. */
  byte[] foreign();

  /** Injects a fault into the nth write from now, counted from 1, once. */
  void fault(Fault fault, int nthWrite);

  /**
   * What the target does with the packet now, by its own rules: the treatment of the first rule in
   * force that takes it, whoever owns that rule; empty where none does.
   */
  Optional<Treatment> inForce(Flow flow);

  /** The secrets that the backends were given. */
  Set<String> secrets();

  /** Everything that the backends have logged. */
  String logged();

  @Override
  void close();
}
