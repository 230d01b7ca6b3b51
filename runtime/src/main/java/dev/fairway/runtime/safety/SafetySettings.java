package dev.fairway.runtime.safety;

import dev.fairway.core.policy.Digest;
import java.util.Optional;

/**
 * The settings of the safety gate: how much a plan may take away without an approval.
 *
 * @param maxLostShare the largest share that may be lost, in percent, 0 to 100: of everything, and
 *     of each Service
 * @param minAddressPorts what had fewer than this is too small to be judged by its share; 1 or more
 * @param holdOnEmptyStart true where a process that finds nothing to do at its start, and rules of
 *     its own on the target, leaves them there
 * @param approve the digest of one plan that is allowed whatever it takes away, or its first 12
 *     digits or more
 */
public record SafetySettings(
    int maxLostShare, int minAddressPorts, boolean holdOnEmptyStart, Optional<String> approve) {

  /** At most 30 % of 20 or more; nothing is taken away at an empty start. */
  public static final SafetySettings DEFAULTS = new SafetySettings(30, 20, true, Optional.empty());

  /** Refuses a share that is none, and an approval that no digest begins with. */
  public SafetySettings {
    if (maxLostShare < 0 || maxLostShare > 100) {
      throw new IllegalArgumentException("maxLostShare " + maxLostShare + "%, not 0% to 100%");
    }
    if (minAddressPorts < 1) {
      throw new IllegalArgumentException("minAddressPorts " + minAddressPorts + ", not 1 or more");
    }
    if (approve.isPresent() && !approve.get().matches("[0-9a-f]{12,64}")) {
      throw new IllegalArgumentException(
          "approve '" + approve.get() + "' is not 12 to 64 hexadecimal digits in lower case");
    }
  }

  /** The same settings, with one plan approved. */
  public SafetySettings approving(String digest) {
    return new SafetySettings(maxLostShare, minAddressPorts, holdOnEmptyStart, Optional.of(digest));
  }

  /** True where exactly this plan is approved. */
  boolean approves(Digest plan) {
    return approve.isPresent() && plan.hex().startsWith(approve.get());
  }

  /** True where more was lost than may be lost without an approval. */
  boolean forbids(Loss loss) {
    return loss.before() >= minAddressPorts && loss.exceeds(maxLostShare);
  }
}
