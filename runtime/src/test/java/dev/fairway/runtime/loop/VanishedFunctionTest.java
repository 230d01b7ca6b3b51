package dev.fairway.runtime.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.PathRule;
import dev.fairway.core.policy.Treatment;
import dev.fairway.runtime.Shop;
import dev.fairway.spi.PacketPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Service held at a last good intent with a service function that the WAN has no more. */
class VanishedFunctionTest {

  private static final String THROUGH_GONE = "ports=every inspect=gone";

  @Test
  void functionThatIsGone_dropsThePacketsOfItsService_andKeepsNobodyElseWaiting() {
    LoopFixture fixture = new LoopFixture();
    fixture.shop.service(
        "pay",
        Shop.reading(Optional.of(THROUGH_GONE), Optional.of(THROUGH_GONE)),
        Shop.pods(31, 31).stream().map(pod -> pod.withProven(true)).toList());
    SyncLoop loop = fixture.loop().build();

    loop.begin();
    fixture.run(loop, Duration.ofSeconds(3));

    List<Treatment> treatments =
        fixture.fabric.rules(Shop.OWNER).stream().map(PathRule::treatment).distinct().toList();
    assertEquals(
        List.of(
            Treatment.builder().inspect("gone").build(),
            Treatment.parse("tunnel=mpls fallback=none")),
        treatments);
    Flow request =
        new Flow(
            Segment.DEFAULT,
            IpPrefix.parse("10.2.0.9/32"),
            IpPrefix.parse("10.1.0.31/32"),
            IpProtocol.TCP,
            40000,
            8080);
    assertEquals(PacketPath.drop(), fixture.fabric.forward(request));
    assertTrue(fixture.last().services().get(Shop.key("cart")).isProgrammed());
    assertEquals(
        Optional.of(THROUGH_GONE), fixture.last().services().get(Shop.key("pay")).accepted());
  }
}
