package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "::, UNSPECIFIED",
    "0.0.0.1, THIS_NETWORK",
    "0.255.255.255, THIS_NETWORK",
    "127.0.0.0, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "::1, LOOPBACK",
    "169.254.0.0, LINK_LOCAL",
    "169.254.255.255, LINK_LOCAL",
    "fe80::, LINK_LOCAL",
    "febf:ffff::1, LINK_LOCAL",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "ff02::1, MULTICAST",
    "ff0e::1, MULTICAST",
    "240.0.0.0, RESERVED",
    "242.1.2.3, RESERVED",
    "255.255.255.254, RESERVED",
    "255.255.255.255, BROADCAST",
    "::2, IPV4_IN_IPV6",
    "::a01:203, IPV4_IN_IPV6",
  })
  void of_addressOfASpecialRange_isItsKind(String address, SpecialAddress kind) {
    assertEquals(Optional.of(kind), SpecialAddress.of(IpPrefix.parse(address)));
  }

  @Test
  void of_ipv4MappedAddress_isIpv4InIpv6() {
    assertEquals(
        Optional.of(SpecialAddress.IPV4_IN_IPV6),
        SpecialAddress.of(Ipv6Prefix.address(0, 0xffff_0a01_0203L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.1",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "192.0.2.1",
        "198.18.0.1",
        "203.0.113.255",
        "223.255.255.255",
        "::1:0:0",
        "64:ff9b::a01:203",
        "2001:db8::1",
        "fd00::1",
        "fe7f:ffff::1",
        "fec0::1",
        "feff::1",
      })
  void of_addressThatAnEndpointCanHave_isEmpty(String address) {
    assertEquals(Optional.empty(), SpecialAddress.of(IpPrefix.parse(address)));
  }

  @Test
  void isUsableWithin_reservedAddresses_onlyInANetworkOfTheirRange() {
    assertTrue(SpecialAddress.RESERVED.isUsableWithin(IpPrefix.parse("240.10.0.0/16")));
    assertTrue(SpecialAddress.RESERVED.isUsableWithin(IpPrefix.parse("240.0.0.0/4")));
    assertFalse(SpecialAddress.RESERVED.isUsableWithin(IpPrefix.parse("0.0.0.0/0")));
    assertFalse(SpecialAddress.LOOPBACK.isUsableWithin(IpPrefix.parse("127.0.0.0/8")));
  }
}
