package dev.fairway.catalyst.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.wire.StoredList;
import dev.fairway.catalyst.wire.WireJson;
import dev.fairway.core.policy.OwnerId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mark of a change is read as it was written, and nothing else is taken for one. */
class ChangeMarksTest {

  private static final OwnerId OWNER = new OwnerId("shop-eu");
  private static final Instant UNTIL = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @EnumSource
  void tryParse_whatListWrites_isTheSame(ChangeLock.Push push) {
    StoredList stored =
        stored(WireJson.tree(ChangeMarks.list(OWNER, UNTIL.plusMillis(7), push, "0123456789ab")));

    assertEquals(
        Optional.of(new ChangeLock("L1", OWNER, UNTIL, push, "0123456789ab")),
        ChangeMarks.tryParse(stored));
  }

  @Test
  void list_isOneThatNoPacketMatchesAndNoClientRefuses() {
    ObjectNode tree =
        WireJson.tree(ChangeMarks.list(OWNER, UNTIL, ChangeLock.Push.ACTIVATION, "0123456789ab"));

    assertEquals("fairway-change", tree.path("name").asText());
    assertEquals("192.0.2.0/32", tree.path("entries").path(0).path("ipPrefix").asText());
    assertEquals(
        "Fairway owner shop-eu changes until 2026-01-02T03:04:05Z by activation before"
            + " 0123456789ab",
        tree.path("description").asText());
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
      })
  void tryParse_otherDescription_isNoMark(String description) {
    ObjectNode tree = mark().put("description", description);

    assertEquals(Optional.empty(), ChangeMarks.tryParse(stored(tree)));
    assertEquals(true, ChangeMarks.isMark(stored(tree)), "the name is taken all the same");
  }

  @Test
  void tryParse_listOfAnotherNameOrType_isNoMark() {
    assertEquals(Optional.empty(), ChangeMarks.tryParse(stored(mark().put("name", "changes"))));
    assertEquals(Optional.empty(), ChangeMarks.tryParse(stored(mark().put("type", "site"))));
  }

  private static ObjectNode mark() {
    return WireJson.tree(ChangeMarks.list(OWNER, UNTIL, ChangeLock.Push.TEMPLATES, "0123456789ab"));
  }

  private static StoredList stored(ObjectNode tree) {
    return StoredList.of(tree.put("listId", "L1"));
  }
}
