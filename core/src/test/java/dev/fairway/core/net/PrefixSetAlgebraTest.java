package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The algebra of address sets, compared with bit sets at the places where it could go wrong. */
class PrefixSetAlgebraTest {

  private static final int ROUNDS = 60;

  static Stream<Arguments> universes() {
    return AddressUniverse.all().stream()
        .flatMap(universe -> Stream.of(11L, 12L).map(seed -> Arguments.of(universe, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void union_randomSets_equalsTheModel(AddressUniverse universe, long seed) {
    assertAlgebra(universe, seed, PrefixSet::union, BitSet::or);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void intersection_randomSets_equalsTheModel(AddressUniverse universe, long seed) {
    assertAlgebra(universe, seed, PrefixSet::intersection, BitSet::and);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void minus_randomSets_equalsTheModel(AddressUniverse universe, long seed) {
    assertAlgebra(universe, seed, PrefixSet::minus, BitSet::andNot);
  }

  private static void assertAlgebra(
      AddressUniverse universe,
      long seed,
      BinaryOperator<PrefixSet> ours,
      BiConsumer<BitSet, BitSet> model) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BitSet a = universe.random(random);
      BitSet b = universe.random(random);
      PrefixSet result = ours.apply(universe.set(a), universe.set(b));
      model.accept(a, b);
      assertEquals(universe.minimal(a), result.prefixes());
      assertEquals(universe.set(a), result);
      assertEquals(universe.set(a).hashCode(), result.hashCode());
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void coversAndIntersects_randomSets_equalTheModel(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BitSet a = universe.random(random);
      BitSet b = universe.random(random);
      if (random.nextBoolean()) {
        b.and(a);
      }
      BitSet outside = (BitSet) b.clone();
      outside.andNot(a);
      assertEquals(outside.isEmpty(), universe.set(a).covers(universe.set(b)));
      assertEquals(a.intersects(b), universe.set(a).intersects(universe.set(b)));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void prefixes_randomSet_areTheFewestAndExact(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BitSet model = universe.random(random);
      List<IpPrefix> expected = universe.minimal(model);
      assertEquals(expected, universe.set(model).prefixes());
      assertEquals(expected.size(), universe.set(model).prefixCount());
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void equals_otherBlocksInOtherOrder_isTheSameSet(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BitSet model = universe.random(random);
      PrefixSet one = universe.set(model);
      PrefixSet other = universe.setOtherwise(model, random);
      assertEquals(one, other);
      assertEquals(one.hashCode(), other.hashCode());
      assertEquals(one.toString(), other.toString());
      model.flip(random.nextInt(universe.cells()));
      assertNotEquals(one, universe.set(model));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void contains_cellsAndTheirEdges_equalsTheModel(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 8; round++) {
      BitSet model = universe.random(random);
      PrefixSet set = universe.set(model);
      for (int cell = -1; cell <= universe.cells(); cell++) {
        boolean in = cell >= 0 && model.get(cell);
        BigInteger first = universe.first(cell);
        BigInteger last = universe.first(cell + 1).subtract(BigInteger.ONE);
        for (BigInteger edge : List.of(first, last)) {
          if (universe.isAddress(edge)) {
            assertEquals(in, set.contains(universe.block(edge, 0)));
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void contains_blocksOfManyCells_asksForEveryAddress(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 8; round++) {
      BitSet model = universe.random(random);
      PrefixSet set = universe.set(model);
      for (int cell = 0; cell < universe.cells(); cell++) {
        for (int wider = 0; wider < 6; wider++) {
          int suffix = universe.cellBits() + wider;
          boolean aligned = universe.first(cell).getLowestSetBit() >= suffix;
          if (suffix <= universe.family().bits()
              && (aligned || universe.first(cell).signum() == 0)) {
            boolean in = model.nextClearBit(cell) >= cell + (1 << wider);
            assertEquals(in, set.contains(universe.block(universe.first(cell), suffix)));
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void parse_whatWasPrinted_givesTheSameSet(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      PrefixSet set = universe.set(universe.random(random));
      if (!set.isEmpty()) {
        assertEquals(set, PrefixSet.parse(set.toString()));
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void addressCount_randomSet_isCutAtTheLargestLong(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
    for (int round = 0; round < ROUNDS; round++) {
      BitSet model = universe.random(random);
      BigInteger count = BigInteger.valueOf(model.cardinality()).shiftLeft(universe.cellBits());
      assertEquals(count.min(most).longValueExact(), universe.set(model).addressCount());
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("universes")
  void firstAddress_randomSet_isTheLowest(AddressUniverse universe, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BitSet model = universe.random(random);
      if (!model.isEmpty()) {
        IpPrefix lowest = universe.block(universe.first(model.nextSetBit(0)), 0);
        assertEquals(lowest, universe.set(model).firstAddress());
      }
    }
  }
}
