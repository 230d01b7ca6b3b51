package dev.fairway.core.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.Ipv4Prefix;
import dev.fairway.core.net.Ipv6Prefix;
import dev.fairway.core.net.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTableTest {

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  /** Few bits, so that blocks nest, touch and repeat; whole ranges too, and both their ends. */
  private static IpPrefix prefix(Random random, boolean address) {
    int bits = random.nextInt(32) << 27 | (random.nextBoolean() ? 0x07ff_ffff : 0);
    if (random.nextInt(3) == 0) {
      int length = address ? 128 : random.nextInt(7);
      long mask = length == 0 ? 0 : -1L << (64 - Math.min(64, length));
      long high = ((long) bits << 32) & mask;
      return address ? Ipv6Prefix.address(high, bits) : new Ipv6Prefix(high, 0, length);
    }
    int length = address ? 32 : random.nextInt(7);
    return new Ipv4Prefix(length == 0 ? 0 : bits & -1 << (32 - length), length);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void longest_anyAddress_isFoundAsByLookingAtAll(long seed) {
    Random random = new Random(seed);
    List<Network> networks = new ArrayList<>();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      networks.add(
          new Network(
              prefix(random, false), Segment.DEFAULT, Optional.of(new SiteId("site-" + i))));
    }
    NetworkTable table = NetworkTable.of(networks);
    for (int i = 0; i < 200; i++) {
      IpPrefix address = prefix(random, true);
      assertEquals(WanInventory.longest(networks, address), table.longest(address));
    }
  }

  @Test
  void longest_addressBehindAShortBlockInALongOne_findsTheLongOne() {
    Network all = new Network(IpPrefix.parse("0.0.0.0/0"), Segment.DEFAULT, Optional.empty());
    Network site = new Network(IpPrefix.parse("10.1.0.0/16"), Segment.DEFAULT, Optional.empty());
    Network rack = new Network(IpPrefix.parse("10.1.4.0/24"), Segment.DEFAULT, Optional.empty());
    NetworkTable table = NetworkTable.of(List.of(rack, all, site));
    assertEquals(Optional.of(rack), table.longest(IpPrefix.parse("10.1.4.9")));
    assertEquals(Optional.of(site), table.longest(IpPrefix.parse("10.1.5.9")));
    assertEquals(Optional.of(all), table.longest(IpPrefix.parse("10.2.0.1")));
    assertEquals(Optional.empty(), table.longest(IpPrefix.parse("fd00::1")));
  }
}
