package dev.fairway.catalyst.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairway.spi.BackendException;
import dev.fairway.spi.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredDefinitionTest {

  private static final String FOREIGN =
      "{\"sequenceId\":21,\"sequenceName\":\"Custom\",\"future\":{\"ratio\":1.50,\"big\":"
          + "123456789012345678901234567890},\"match\":{\"entries\":[{\"field\":\"dscp\",\"value\":"
          + "\"46\",\"more\":null}]},\"actions\":[{\"type\":\"nat\",\"parameter\":{\"field\":"
          + "\"pool\",\"value\":\"1\"}}]}";
  private static final String DEFINITION =
      "{\"name\":\"d\",\"optimized\":\"false\",\"sequences\":[" + FOREIGN + "],\"mode\":[1,2.0]}";

  private static final DataSequence OURS =
      new DataSequence(
          1,
          "fairway-a",
          DataSequence.ACCEPT,
          DataSequence.CUSTOM_TYPE,
          "ipv4",
          new SequenceMatch(List.of()),
          List.of(new SequenceAction.CountAction("c")));

  @Test
  void withSequences_unknownFields_surviveByteForByte() {
    StoredDefinition read = new StoredDefinition(WireJson.object(DEFINITION));
    List<StoredSequence> sequences = new ArrayList<>(read.sequences());
    sequences.add(0, StoredSequence.of(OURS));

    StoredDefinition changed = read.withSequences(sequences);
    StoredDefinition back = changed.withSequences(changed.sequences().subList(1, 2));

    assertEquals(DEFINITION, WireJson.write(read.tree()));
    assertEquals(FOREIGN, WireJson.write(changed.sequences().get(1).tree()));
    assertEquals(DEFINITION, WireJson.write(back.tree()));
  }

  @Test
  void withSequenceId_changesThatAlone() {
    StoredSequence moved =
        new StoredDefinition(WireJson.object(DEFINITION)).sequences().get(0).withSequenceId(7);

    assertEquals(FOREIGN.replace(":21,", ":7,"), WireJson.write(moved.tree()));
  }

  @Test
  void rewritten_keepsWhatFairwayDoesNotWrite() {
    StoredSequence rewritten =
        new StoredDefinition(WireJson.object(DEFINITION)).sequences().get(0).rewritten(OURS);

    assertEquals(OURS, rewritten.read().orElseThrow());
    assertEquals("1.50", rewritten.tree().path("future").path("ratio").toString());
    assertFalse(rewritten.toString().contains("dscp"), rewritten::toString);
  }

  @Test
  void tree_isACopy() {
    StoredDefinition read = new StoredDefinition(WireJson.object(DEFINITION));
    read.tree().removeAll();
    read.sequences().get(0).tree().removeAll();

    assertEquals(DEFINITION, WireJson.write(read.tree()));
  }

  @Test
  void sequences_whereTheyAreNoList_areNotTakenForNone() {
    for (String answer :
        List.of(
            "{\"error\":{\"code\":\"POLICY0001\"}}",
            "{\"sequences\":null}",
            "{\"sequences\":{}}",
            "{\"sequences\":\"\"}")) {
      StoredDefinition read = new StoredDefinition(WireJson.object(answer));
      BackendException refused =
          assertThrows(BackendException.class, () -> read.sequences(), answer);
      assertEquals(ErrorKind.INTERNAL, refused.kind());
    }
  }

  @Test
  void object_anythingElse_isRefusedWithoutItsContent() {
    for (String answer :
        List.of(
            "<html>j_password=hunter2</html>",
            "[]",
            "",
            "\"hunter2\"",
            DEFINITION + "]}",
            DEFINITION + "{}",
            "{\"a\":1,\"a\":2}")) {
      BackendException refused =
          assertThrows(
              BackendException.class, () -> new StoredDefinition(WireJson.object(answer)), answer);
      assertEquals(ErrorKind.INTERNAL, refused.kind());
      assertFalse(refused.toString().contains("hunter2"), refused::toString);
    }
  }
}
