package dev.fairway.catalyst.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.catalyst.change.SequencePlaces.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequencePlacesTest {

  private static Seat ours(int id) {
    return new Seat(id, false);
  }

  private static Seat theirs(int id) {
    return new Seat(id, true);
  }

  @Test
  void of_newSequencesAlone_leavesRoomBetweenThem() {
    assertEquals(List.of(1, 11, 21), SequencePlaces.of(List.of(ours(0), ours(0), ours(0))));
  }

  @Test
  void of_oneBetweenTwo_movesNeither() {
    assertEquals(List.of(1, 6, 11), SequencePlaces.of(List.of(ours(1), ours(0), ours(11))));
  }

  @Test
  void of_sequencesThatChangePlaces_movesOne() {
    assertEquals(List.of(11, 21, 31), SequencePlaces.of(List.of(ours(11), ours(21), ours(1))));
  }

  @Test
  void of_noRoomBetweenOurs_movesOursAndNobodyElses() {
    List<Integer> ids =
        SequencePlaces.of(List.of(theirs(5), ours(6), ours(0), ours(7), theirs(40)));

    assertEquals(5, ids.get(0));
    assertEquals(40, ids.get(4));
    assertAscending(ids);
  }

  @Test
  void of_noRoomBetweenTheirs_movesAll() {
    assertEquals(List.of(1, 11, 21), SequencePlaces.of(List.of(theirs(1), ours(0), theirs(2))));
  }

  @Test
  void of_anySequences_givesAscendingIdsAndKeepsTheirsWhereThereIsRoom_seed7() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<Seat> seats = new ArrayList<>();
      int theirs = 0;
      for (int i = random.nextInt(12); i >= 0; i--) {
        boolean foreign = random.nextInt(4) == 0;
        theirs += foreign ? 20 + random.nextInt(100) : 0;
        seats.add(foreign ? theirs(theirs) : ours(random.nextInt(300)));
      }
      List<Integer> ids = SequencePlaces.of(seats);
      assertAscending(ids);
      for (int i = 0; i < seats.size(); i++) {
        assertTrue(!seats.get(i).foreign() || ids.get(i) == seats.get(i).current(), "" + seats);
      }
    }
  }

  @Test
  void of_moreThanFitWithRoom_fitsWithout() {
    List<Seat> many = IntStream.range(0, 7_000).mapToObj(i -> ours(0)).toList();

    assertAscending(SequencePlaces.of(many));
  }

  private static void assertAscending(List<Integer> ids) {
    for (int i = 0; i < ids.size(); i++) {
      int before = i == 0 ? 0 : ids.get(i - 1);
      assertTrue(before < ids.get(i) && ids.get(i) < 65_535, ids::toString);
    }
  }
}
