package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "10.1.0.0/16, 10.1.0.0/16",
    "10.1.2.3, 10.1.2.3/32",
    "0.0.0.0/0, 0.0.0.0/0",
    "0.0.0.0, 0.0.0.0/32",
    "255.255.255.255, 255.255.255.255/32",
    "128.0.0.0/1, 128.0.0.0/1",
    "fd00::/8, fd00::/8",
    "fd00::1, fd00::1/128",
    "::, ::/128",
    "::/0, ::/0",
    "::1, ::1/128",
    "8000::/1, 8000::/1",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
    "2001:db8:0:1::/64, 2001:db8:0:1::/64",
    "2001:db8::8000:0:0:0/65, 2001:db8:0:0:8000::/65",
  })
  void parse_prefixOrAddress_printsBack(String text, String canonical) {
    assertEquals(canonical, IpPrefix.parse(text).toString());
  }

  /** The examples of RFC 5952 §2 and §4, and where its rules meet. */
  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
    "2001:db8:0:0:0::1, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:AaAa, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
    "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
    "0:0:1:2:3:4:0:0, ::1:2:3:4:0:0",
    "1:2:3:4:5:6::, 1:2:3:4:5:6::",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
    "0:0:0:0:0:0:0:0, ::",
  })
  void addressText_ipv6_followsRfc5952(String written, String canonical) {
    assertEquals(canonical, IpPrefix.parse(written).addressText());
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "/8",
        "any",
        "10",
        "10.1.2",
        "10.1.2.3.4",
        "10.1.2.",
        ".1.2.3",
        "10..2.3",
        "010.1.2.3",
        "10.1.2.03",
        "10.1.2.256",
        "10.1.2.1000",
        "10.1.2.-3",
        "10.1.2.+3",
        "0x0a.1.2.3",
        "10.1.2.3/",
        "10.1.2.3/33",
        "10.1.2.3/-1",
        "10.1.2.3/032",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.1.2.3/24",
        "0.0.0.1/0",
        " 10.1.2.3",
        "10.1.2.3 ",
        "10.1.2.3 /32",
        "10.1.2.3/ 32",
        "10.1.2.3\n",
        "10.1.2.\u0663",
        "10.1.2.3%eth0",
        ":",
        ":::",
        "::/129",
        "::/-1",
        "::/064",
        "::/",
        "1::2::3",
        "1:::2",
        ":1::2",
        "1::2:",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "\uff11::",
        "fd00::1/64",
        "fd00::/7",
        "fe80::1%eth0",
        "fe80::1%1/128",
        "::ffff:10.0.0.1",
        "::ffff:a00:1",
        "::ffff:0:0/96",
        "::10.0.0.1",
        "64:ff9b::10.0.0.1",
        "fd00:: 1",
        "[fd00::1]",
      })
  void parse_refusedForm_saysWhichTextAndThrows(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> IpPrefix.parse(text));
    boolean namesIt =
        refused.getMessage().contains("'" + text + "'") || refused.getMessage().contains("length");
    assertTrue(namesIt, refused.getMessage());
    assertEquals(Optional.empty(), IpPrefix.tryParse(text));
  }

  @Test
  void parse_refusedForm_saysWhatIsWrong() {
    assertRefusal("10.1.2.03", "leading zero");
    assertRefusal("fe80::1%eth0", "zone id");
    assertRefusal("::ffff:10.0.0.1", "IPv4-mapped");
    assertRefusal("::ffff:a00:1", "IPv4-mapped");
    assertRefusal("10.1.2.3/24", "10.1.2.3/24 has bits set beyond its length");
    assertRefusal("fd00::1/64", "fd00::1/64 has bits set beyond its length");
    assertRefusal("10.1.2.300", "'300' is more than 255");
    assertRefusal("10.0.0.0/40", "'40' is more than 32");
  }

  private static void assertRefusal(String text, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> IpPrefix.parse(text)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void parse_whatWasPrinted_givesTheSamePrefix(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      IpPrefix prefix = randomPrefix(random);
      assertEquals(prefix, IpPrefix.parse(prefix.toString()));
      assertEquals(prefix, IpPrefix.parse(prefix.shortText()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void addressText_anyAddress_meansTheSameToThePlatform(long seed) throws UnknownHostException {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      IpPrefix prefix = randomPrefix(random);
      byte[] platform = InetAddress.getByName(prefix.addressText()).getAddress();
      ByteBuffer ours = ByteBuffer.allocate(prefix.family().bits() / 8);
      if (prefix instanceof Ipv4Prefix v4) {
        ours.putInt(v4.bits());
      } else {
        ours.putLong(((Ipv6Prefix) prefix).high()).putLong(((Ipv6Prefix) prefix).low());
      }
      assertEquals(ours.rewind(), ByteBuffer.wrap(platform), prefix.toString());
    }
  }

  /** Groups of zeros are frequent, so that the shortening has something to do. */
  private static IpPrefix randomPrefix(Random random) {
    if (random.nextBoolean()) {
      int length = random.nextInt(33);
      return new Ipv4Prefix(random.nextInt() & Ipv4Prefix.mask(length), length);
    }
    int length = random.nextInt(129);
    long high = (randomHalf(random) | 1L << 61) & Ipv6Prefix.highMask(length);
    return new Ipv6Prefix(high, randomHalf(random) & Ipv6Prefix.lowMask(length), length);
  }

  private static long randomHalf(Random random) {
    long half = random.nextLong();
    for (int group = 0; group < 64; group += 16) {
      if (random.nextInt(3) > 0) {
        half &= ~(0xffffL << group);
      }
    }
    return half;
  }

  @Test
  void constructors_hostBitsOrLengthOutOfRange_throw() {
    assertThrows(IllegalArgumentException.class, () -> new Ipv4Prefix(1, 31));
    assertThrows(IllegalArgumentException.class, () -> new Ipv4Prefix(0, 33));
    assertThrows(IllegalArgumentException.class, () -> new Ipv4Prefix(0, -1));
    assertThrows(IllegalArgumentException.class, () -> new Ipv6Prefix(0, 1, 127));
    assertThrows(IllegalArgumentException.class, () -> new Ipv6Prefix(1, 0, 63));
    assertThrows(IllegalArgumentException.class, () -> new Ipv6Prefix(0, 0, 129));
    assertThrows(IllegalArgumentException.class, () -> new Ipv6Prefix(0, 0, -1));
    assertEquals(64, new Ipv6Prefix(1, 0, 64).length());
  }

  @ParameterizedTest(name = "{0} contains {1}: {2}")
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, 10.0.0.0/7, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "fd00::/64, fd00::ffff:ffff:ffff:ffff, true",
    "fd00::/64, fd00:0:0:1::, false",
    "fd00::/63, fd00:0:0:1::, true",
    "fd00::/65, fd00::8000:0:0:0, false",
    "fd00::8000:0:0:0/65, fd00::ffff:0:0:1, true",
  })
  void contains_comparesTheLeadingBits(IpPrefixArgument outer, IpPrefixArgument inner, boolean in) {
    assertEquals(in, outer.prefix().contains(inner.prefix()));
  }

  /** Lets a table of examples hold prefixes. */
  record IpPrefixArgument(IpPrefix prefix) {
    static IpPrefixArgument of(String text) {
      return new IpPrefixArgument(IpPrefix.parse(text));
    }
  }

  @Test
  void compareTo_mixedPrefixes_ordersByFamilyAddressLength() {
    List<String> ascending =
        List.of(
            "0.0.0.0/0",
            "0.0.0.0/32",
            "10.0.0.0/8",
            "10.0.0.0/9",
            "127.255.255.255/32",
            "128.0.0.0/1",
            "255.255.255.255/32",
            "::/0",
            "::/128",
            "::7fff:ffff:ffff:ffff/128",
            "::8000:0:0:0/65",
            "0:0:0:1::/64",
            "7fff::/16",
            "8000::/1",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128");
    List<String> sorted =
        ascending.stream()
            .map(IpPrefix::parse)
            .sorted(java.util.Comparator.<IpPrefix>naturalOrder().reversed())
            .sorted()
            .map(IpPrefix::toString)
            .toList();
    assertEquals(ascending, sorted);
  }

  @Test
  void requireAddress_block_throwsAndNamesIt() {
    IpPrefix address = IpPrefix.parse("10.0.0.1");
    assertEquals(address, address.requireAddress());
    assertTrue(address.isAddress());
    assertFalse(IpPrefix.parse("10.0.0.0/31").isAddress());
    assertEquals("10.0.0.1", address.shortText());
    assertEquals("fd00::/64", IpPrefix.parse("fd00::/64").shortText());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> IpPrefix.parse("10.0.0.0/8").requireAddress());
    assertEquals("10.0.0.0/8 is not one address", refused.getMessage());
  }
}
