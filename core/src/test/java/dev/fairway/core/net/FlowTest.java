package dev.fairway.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that a packet header is made of, and the header itself. */
class FlowTest {

  private static final IpPrefix A = IpPrefix.parse("10.1.2.3");
  private static final IpPrefix B = IpPrefix.parse("10.2.0.1");
  private static final IpPrefix SIX = IpPrefix.parse("fd00::1");

  @Test
  void protocol_everyNumber_parsesBack() {
    for (int number = 0; number < 256; number++) {
      IpProtocol protocol = new IpProtocol(number);
      assertEquals(protocol, IpProtocol.parse(protocol.text()));
      assertEquals(protocol, IpProtocol.parse(Integer.toString(number)));
      assertEquals(protocol, IpProtocol.parse(protocol.text().toUpperCase(Locale.ROOT)));
    }
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(strings = {"", "256", "-1", "06", "+6", "tcp ", "any", "1000", "ip"})
  void protocolParse_anythingElse_throwsAndNamesTheKnown(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> IpProtocol.parse(text)).getMessage();
    assertTrue(message.startsWith("'" + text + "'") && message.contains("sctp"), message);
    assertEquals(Optional.empty(), IpProtocol.tryParse(text));
  }

  /** Source: IANA "Assigned Internet Protocol Numbers", and the RFC of each header. */
  @Test
  void protocol_numbersAndPorts_areThoseOfTheRegistry() {
    assertEquals(6, IpProtocol.TCP.number());
    assertEquals(17, IpProtocol.UDP.number());
    assertEquals(132, IpProtocol.SCTP.number());
    assertEquals(33, IpProtocol.DCCP.number());
    assertEquals(136, IpProtocol.UDPLITE.number());
    assertEquals(1, IpProtocol.ICMP.number());
    assertEquals(58, IpProtocol.ICMPV6.number());
    assertEquals(47, IpProtocol.GRE.number());
    assertEquals(50, IpProtocol.ESP.number());
    long withPorts = 0;
    for (int number = 0; number < 256; number++) {
      withPorts += new IpProtocol(number).hasPorts() ? 1 : 0;
    }
    assertEquals(5, withPorts);
    assertTrue(IpProtocol.SCTP.hasPorts());
    assertFalse(IpProtocol.ICMP.hasPorts());
    assertThrows(IllegalArgumentException.class, () -> new IpProtocol(256));
    assertThrows(IllegalArgumentException.class, () -> new IpProtocol(-1));
    assertTrue(IpProtocol.TCP.compareTo(IpProtocol.UDP) < 0);
  }

  @Test
  void flow_reversedTwice_isTheSame() {
    Flow flow = new Flow(Segment.DEFAULT, A, B, IpProtocol.TCP, 40_000, 443);
    assertEquals("tcp 10.1.2.3:40000 > 10.2.0.1:443 in default", flow.toString());
    assertEquals("tcp 10.2.0.1:443 > 10.1.2.3:40000 in default", flow.reversed().toString());
    assertEquals(flow, flow.reversed().reversed());
    assertEquals(IpFamily.IPV4, flow.family());
  }

  @Test
  void flow_text_bracketsIpv6AndLeavesMissingPortsOut() {
    Flow ping = Flow.withoutPorts(new Segment("guest"), SIX, SIX, IpProtocol.ICMPV6);
    assertEquals("icmpv6 fd00::1 > fd00::1 in guest", ping.toString());
    Flow query = new Flow(Segment.DEFAULT, SIX, SIX, IpProtocol.UDP, 0, 53);
    assertEquals("udp [fd00::1]:0 > [fd00::1]:53 in default", query.toString());
  }

  @Test
  void flow_thatCannotBe_throws() {
    IpPrefix block = IpPrefix.parse("10.0.0.0/8");
    assertRefused(A, SIX, IpProtocol.TCP, 1, 1);
    assertRefused(block, B, IpProtocol.TCP, 1, 1);
    assertRefused(A, block, IpProtocol.TCP, 1, 1);
    assertRefused(A, B, IpProtocol.TCP, Flow.NO_PORT, 1);
    assertRefused(A, B, IpProtocol.TCP, 1, Flow.NO_PORT);
    assertRefused(A, B, IpProtocol.UDP, 1, 65_536);
    assertRefused(A, B, IpProtocol.ICMP, 0, Flow.NO_PORT);
    assertRefused(A, B, IpProtocol.ICMP, Flow.NO_PORT, 0);
  }

  private static void assertRefused(
      IpPrefix source, IpPrefix destination, IpProtocol protocol, int from, int to) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow(Segment.DEFAULT, source, destination, protocol, from, to));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a", "0", "a-b", "a--b", "biz-internet", "0123456789"})
  void names_goodOnes_areNames(String text) {
    assertTrue(DnsLabel.isValid(text));
    assertEquals(text, DnsLabel.require("owner", text));
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(strings = {"", "-", "-a", "a-", "A", "a.b", "a_b", "a b", "\u00e9", "a\n"})
  void names_others_areRefusedBySayingWhatANameIs(String text) {
    assertFalse(DnsLabel.isValid(text));
    String message =
        assertThrows(IllegalArgumentException.class, () -> DnsLabel.require("owner", text))
            .getMessage();
    assertTrue(message.startsWith("owner '" + text + "' is not a name"), message);
    assertThrows(IllegalArgumentException.class, () -> new Segment(text));
  }

  @Test
  void names_longerThanALabel_areRefused() {
    assertTrue(DnsLabel.isValid("a".repeat(63)));
    assertFalse(DnsLabel.isValid("a".repeat(64)));
  }
}
