package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.snapshot.ChangeLock.PushMethod;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.plan.PolicyWrite;
import dev.fairway.core.plan.PolicyWriter;
import dev.fairway.core.policy.OwnerId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change lock is parsed as it was written, and no other list is one. */
class ChangeLockTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final Instant UNTIL = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @EnumSource
  void tryParse_whatListWrites_isTheSame(PushMethod push) {
    StoredList stored =
        stored(
            WireJson.tree(
                new ChangeLock("", OWNER, UNTIL.plusMillis(7), push, "0123456789ab").list()));

    assertEquals(
        Optional.of(new ChangeLock("L1", OWNER, UNTIL, push, "0123456789ab")),
        ChangeLock.tryParse(stored));
  }

  @Test
  void list_isOneThatNoPacketMatchesAndNoClientRefuses() {
    ObjectNode tree =
        WireJson.tree(
            new ChangeLock("", OWNER, UNTIL, PushMethod.ACTIVATION, "0123456789ab").list());

    assertEquals("fairway-change", tree.path("name").asText());
    assertEquals("192.0.2.0/32", tree.path("entries").path(0).path("ipPrefix").asText());
    assertEquals(
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by activation before"
            + " 0123456789ab",
        tree.path("description").asText());
  }

  @Test
  void tryParse_lockOfAProcessThatNamesItself_isTheSame() {
    PolicyWriter holder = new PolicyWriter("1a2b3c4d", "fairway-0", 7, "app", UNTIL);
    ChangeLock lock =
        new ChangeLock("", OWNER, UNTIL, PushMethod.TEMPLATES, "0123456789ab", Optional.of(holder));
    ObjectNode tree = WireJson.tree(lock.list());

    assertEquals(
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by templates before"
            + " 0123456789ab as 1a2b3c4d fairway-0/7/app 2026-01-02T03:04:05Z",
        tree.path("description").asText());
    ChangeLock read = ChangeLock.tryParse(stored(tree)).orElseThrow();
    assertEquals(Optional.of(holder), read.holder());
    assertEquals(Optional.of(new PolicyWrite(holder, "L1")), read.write());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mine",
        "Fairway owner shop-eu changes until tomorrow by templates before 0123456789ab",
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by hand before 0123456789ab",
        "Fairway owner -eu changes until 2026-01-02T03:04:05Z by templates before 0123456789ab",
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by templates before 01234",
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by templates before 0123456789ab"
            + " as somebody",
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by templates before 0123456789ab"
            + " as 1a2b3c4d fairway-0/7/app today",
      })
  void tryParse_otherDescription_isNoLock(String description) {
    ObjectNode tree = lock().put("description", description);

    assertEquals(Optional.empty(), ChangeLock.tryParse(stored(tree)));
    assertEquals(true, ChangeLock.isLock(stored(tree)), "the name is taken all the same");
  }

  @Test
  void tryParse_listOfAnotherNameOrType_isNoLock() {
    assertEquals(Optional.empty(), ChangeLock.tryParse(stored(lock().put("name", "changes"))));
    assertEquals(Optional.empty(), ChangeLock.tryParse(stored(lock().put("type", "site"))));
  }

  private static ObjectNode lock() {
    return WireJson.tree(
        new ChangeLock("", OWNER, UNTIL, PushMethod.TEMPLATES, "0123456789ab").list());
  }

  private static StoredList stored(ObjectNode tree) {
    return new StoredList(tree.put("listId", "L1"));
  }
}
