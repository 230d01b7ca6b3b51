package dev.fairway.catalyst.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.change.SequenceNumbering.SequenceSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceNumberingTest {

  private static SequenceSlot ours(int id) {
    return new SequenceSlot(id, false);
  }

  private static SequenceSlot theirs(int id) {
    return new SequenceSlot(id, true);
  }

  @Test
  void of_newSequencesAlone_leavesRoomBetweenThem() {
    assertEquals(List.of(1, 11, 21), SequenceNumbering.of(List.of(ours(0), ours(0), ours(0))));
  }

  @Test
  void of_oneBetweenTwo_movesNeither() {
    assertEquals(List.of(1, 6, 11), SequenceNumbering.of(List.of(ours(1), ours(0), ours(11))));
  }

  @Test
  void of_sequencesThatChangePlaces_movesOne() {
    assertEquals(List.of(11, 21, 31), SequenceNumbering.of(List.of(ours(11), ours(21), ours(1))));
  }

  @Test
  void of_noRoomBetweenOurs_movesOursAlone() {
    List<Integer> ids =
        SequenceNumbering.of(List.of(theirs(5), ours(6), ours(0), ours(7), theirs(40)));

    assertEquals(5, ids.get(0));
    assertEquals(40, ids.get(4));
    assertAscending(ids);
  }

  @Test
  void of_noRoomBetweenTheirs_movesAll() {
    assertEquals(List.of(1, 11, 21), SequenceNumbering.of(List.of(theirs(1), ours(0), theirs(2))));
  }

  @Test
  void of_anySequences_givesAscendingIdsAndKeepsTheirsWhereThereIsRoom_seed7() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<SequenceSlot> slots = new ArrayList<>();
      int theirs = 0;
      for (int i = random.nextInt(12); i >= 0; i--) {
        boolean foreign = random.nextInt(4) == 0;
        theirs += foreign ? 20 + random.nextInt(100) : 0;
        slots.add(foreign ? theirs(theirs) : ours(random.nextInt(300)));
      }
      List<Integer> ids = SequenceNumbering.of(slots);
      assertAscending(ids);
      for (int i = 0; i < slots.size(); i++) {
        assertTrue(!slots.get(i).foreign() || ids.get(i) == slots.get(i).current(), "" + slots);
      }
    }
  }

  @Test
  void of_moreThanFitWithRoom_fitsWithout() {
    List<SequenceSlot> many = IntStream.range(0, 7_000).mapToObj(i -> ours(0)).toList();

    assertAscending(SequenceNumbering.of(many));
  }

  private static void assertAscending(List<Integer> ids) {
    for (int i = 0; i < ids.size(); i++) {
      int before = i == 0 ? 0 : ids.get(i - 1);
      assertTrue(before < ids.get(i) && ids.get(i) < 65_535, ids::toString);
    }
  }
}
