package dev.fairway.mock;

import dev.fairway.core.net.Flow;
import dev.fairway.core.net.IpFamily;
import dev.fairway.core.net.IpProtocol;
import dev.fairway.core.net.PortSet;
import dev.fairway.core.net.PrefixSet;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.TrafficMatch;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.testkit.BackendHarness;
import dev.fairway.testkit.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A fresh mock fabric for one test of the kit. */
class MockHarness implements BackendHarness {

  final MockFabric fabric;

  MockHarness(FabricSpec layout) {
    this.fabric = new MockFabric(layout);
  }

  @Override
  public SdwanBackend open(OwnerId owner) {
    return fabric.backend(owner);
  }

  @Override
  public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
    return Optional.of(fabric.backend(owner, less));
  }

  @Override
  public long writes() {
    return fabric.writes();
  }

  @Override
  public void onWrite(Runnable look) {
    fabric.onWrite(look);
  }

  @Override
  public void addForeign() {
    TrafficMatch match =
        TrafficMatch.builder(IpFamily.IPV4)
            .destination(PrefixSet.parse("203.0.113.0/24"))
            .protocol(IpProtocol.UDP)
            .destinationPorts(PortSet.of(5060))
            .build();
    Treatment voice = Treatment.steer(Fallback.ANY, new Transport("mpls"));
    fabric.addForeign(MockForeignRule.of("voice", MockForeignRule.Place.BEFORE, match, voice));
    fabric.addForeign(MockForeignRule.opaque("blackbox", MockForeignRule.Place.AFTER));
  }

  @Override
  public byte[] foreign() {
    return fabric.foreign().toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void fault(Fault fault, int nthWrite) {
    WriteFault[] script = new WriteFault[nthWrite];
    Arrays.fill(script, WriteFault.clear());
    script[nthWrite - 1] =
        switch (fault) {
          case REFUSE -> WriteFault.refusing();
          case ANSWER_LOST -> WriteFault.answerLost();
          case HANG -> WriteFault.hanging();
          case GARBAGE -> WriteFault.garbled();
          case FOREIGN_EDIT -> WriteFault.staleBasis();
        };
    fabric.script(script);
  }

  @Override
  public Optional<Treatment> inForce(Flow flow) {
    return fabric.inForce(flow);
  }

  @Override
  public Set<String> secrets() {
    return Set.of();
  }

  @Override
  public String logged() {
    return "";
  }

  @Override
  public void close() {
    // A fabric in memory holds nothing that would have to be given back.
  }
}
