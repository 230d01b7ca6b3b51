package dev.fairway.runtime.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Digest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SafetySettingsTest {

  @Test
  void settings_outOfRange_areRefusedWithWhatWouldBeRight() {
    for (int share : new int[] {-1, 101}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new SafetySettings(share, 20, true, Optional.empty()));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new SafetySettings(30, 0, true, Optional.empty()));
    for (String digest : new String[] {"", "yes", "0123456789a", "0123456789AB"}) {
      assertThrows(IllegalArgumentException.class, () -> SafetySettings.DEFAULTS.approving(digest));
    }
  }

  @Test
  void approves_nothingByDefault_andOnlyItsOwnDigest() {
    Digest one = Digest.of("one");
    assertFalse(SafetySettings.DEFAULTS.approves(one));
    SafetySettings approving = SafetySettings.DEFAULTS.approving(one.shortText());
    assertTrue(approving.approves(one));
    assertFalse(approving.approves(Digest.of("other")));
  }

  @Test
  void loss_ofMoreAddressesThanThereAreNumbers_staysComparable() {
    long all = Loss.sum(Long.MAX_VALUE, Long.MAX_VALUE);
    assertEquals(Loss.MOST, all);
    assertTrue(new Loss(all, all).exceeds(99));
    assertFalse(new Loss(all, 0).exceeds(0));
    assertEquals(100, new Loss(all, all).percent());
  }
}
