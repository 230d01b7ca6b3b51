package dev.fairway.operator.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Long texts are wrapped, and short forms say the same. */
class TextWidthTest {

  private static final String ONE = "2001:db8:aaaa:bbbb:cccc:dddd:eeee:fff1";
  private static final String OTHER = "2001:db8:aaaa:bbbb:cccc:dddd:eeee:fff2";

  private static void assertFits(String text) {
    text.lines().forEach(line -> assertTrue(line.length() <= WrappedText.COLUMNS, line));
  }

  private static TraceDocument.PacketView packet(List<String> transports) {
    return new TraceDocument.PacketView(
        new TraceDocument.FlowView(ONE, 49_152, OTHER, 8_080, "tcp"),
        "default",
        "100",
        "200",
        true,
        transports,
        "none",
        "aaaaaaaaaaaaaaaa",
        "shop-eu/shop/cart",
        "it is so",
        "any",
        "",
        Map.of(),
        "",
        Map.of(),
        ONE
            + " is at site 200 as its cluster says, which counts; the WAN has its network at site"
            + " 100");
  }

  @Test
  void trace_longAddressesAndManyTransports_fit() {
    TraceDocument.PacketView packet =
        packet(List.of("biz-internet", "public-internet", "metro-ethernet", "private1", "lte"));
    String text =
        TraceText.of(
            new TraceDocument(1, packet, packet, new LookView(12, true), "", List.of()),
            AnsiStyle.PLAIN);
    assertFits(text);
    assertTrue(text.contains(ONE), text);
    assertTrue(text.contains("lte"), text);
  }

  @Test
  void plan_longNames_fit() {
    String service = "a-cluster-of-some-length/a-namespace-of-some-length/a-service-of-some-length";
    RuleView rule =
        new RuleView(
            "aaaaaaaaaaaaaaaa",
            "shop-eu",
            List.of("a-site-of-some-length", "another-site-of-some-length", "a-third-site"),
            List.of(service, service + "-1", service + "-2"),
            "to-service",
            "ipv6",
            "a-segment-of-some-length",
            "any",
            List.of(ONE + "/128"),
            "tcp",
            "any",
            List.of("8080"),
            List.of("mpls"),
            "none",
            Map.of("dscp", "ef"),
            "");
    PlanDocument plan =
        new PlanDocument(
            1,
            List.of(rule),
            List.of(new PlanDocument.StepView("install", rule.id(), List.of(), List.of())),
            List.of(),
            List.of(service),
            List.of(),
            List.of(
                new PlanDocument.SegmentCheckView(
                    service, List.of("a-segment-of-some-length"), List.of(ONE, OTHER))),
            List.of(new PlanDocument.ObservedView(service, List.of(rule))));
    assertFits(PlanText.of(plan, true, AnsiStyle.PLAIN));
    assertTrue(PlanText.summary(plan).endsWith("; 1 rule afterwards."), PlanText.summary(plan));
  }

  @Test
  void few_prefixOfIpv6ThatIsAsLongAsAnAddressOfIpv4_keepsItsLength() {
    assertEquals(
        "2001:db8::/32, ::1, 10.0.0.1",
        WrappedText.few(List.of("2001:db8::/32", "::1/128", "10.0.0.1/32")));
  }

  @Test
  void wrap_lineFeed_endsALine() {
    assertEquals(List.of("one", "  two"), WrappedText.wrap("", "  ", "one\ntwo"));
  }
}
