package dev.fairway.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.policy.Direction;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of the rules is a function of what they say, not of any table's. */
class RuleOrderTest {

  private static final String WORLD =
      """
      networks 10.0.0.0/8 fd00::/8 192.0.2.0/24@guest
      service shop/loose p:tcp:80
      asks ports=every tunnel=biz-internet fallback=any
      behind p tcp/9 10.1.0.1
      service shop/strict p:tcp:80 q:udp:80
      asks ports=every tunnel=mpls fallback=none
      behind p tcp/7 10.1.0.7
      behind p tcp/5 10.1.0.5
      behind p tcp/6 10.1.0.6
      behind p tcp/8 fd00:1::8 192.0.2.8
      behind p tcp/4 10.1.0.4
      behind p tcp/3 10.1.0.3 192.0.2.3
      behind q udp/1 10.1.0.1
      service shop/whole p:tcp:80
      asks ports=all tunnel=biz-internet fallback=none
      behind p tcp/2 10.1.0.2
      """;

  private static String text(PathRule rule) {
    return rule.treatment().canonical().replace("tunnel=", "").replace(" fallback=", "/")
        + " "
        + rule.scope().segment()
        + " "
        + rule.match().family().text()
        + " "
        + rule.protocol().map(IpProtocol::text).orElse("all")
        + rule.servicePorts().map(PortSet::toString).map(ports -> "/" + ports).orElse("");
  }

  @Test
  void translate_rules_comeByRankThenSegmentThenFamilyThenProtocolThenPorts() {
    assertEquals(
        List.of(
            "mpls/none default ipv4 tcp/3",
            "mpls/none default ipv4 tcp/4",
            "mpls/none default ipv4 tcp/5",
            "mpls/none default ipv4 tcp/6",
            "mpls/none default ipv4 tcp/7",
            "mpls/none default ipv4 udp/1",
            "mpls/none default ipv6 tcp/8",
            "mpls/none guest ipv4 tcp/3",
            "mpls/none guest ipv4 tcp/8",
            "biz-internet/any default ipv4 tcp/9",
            "biz-internet/none default ipv4 all"),
        Scenarios.policy(WORLD).rules().stream()
            .filter(rule -> rule.direction() == Direction.TO_SERVICE)
            .map(RuleOrderTest::text)
            .toList());
  }
}
