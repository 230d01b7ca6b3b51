package dev.fairway.catalyst;

import dev.fairway.catalyst.simulator.SimulatedFault;
import dev.fairway.catalyst.simulator.model.traffic.MatchedSequence;
import dev.fairway.core.net.Flow;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.policy.TargetProfile;
import dev.fairway.core.policy.Treatment;
import dev.fairway.core.wan.Transport;
import dev.fairway.spi.SdwanBackend;
import dev.fairway.testkit.BackendHarness;
import dev.fairway.testkit.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A fresh simulated Manager for one test of the kit, and the real client on it. */
class CatalystHarness implements BackendHarness {

  final BackendFixture fixture;
  private int planted;

  CatalystHarness(BackendFixture fixture) {
    this.fixture = fixture;
    fixture.pace = fixture.pace.withYieldAfterForeign(Duration.ZERO);
  }

  @Override
  public SdwanBackend open(OwnerId owner) {
    return fixture.open(owner);
  }

  @Override
  public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
    return Optional.of(fixture.open(owner, less));
  }

  @Override
  public long writes() {
    return fixture.watched.writes();
  }

  @Override
  public void onWrite(Runnable look) {
    fixture.watched.onWrite(look);
  }

  @Override
  public void addForeign() {
    fixture.admin.plant(++planted);
  }

  @Override
  public byte[] foreign() {
    return fixture.admin.everything().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void fault(Fault fault, int nthWrite) {
    switch (fault) {
      case REFUSE -> fixture.watched.spoil(nthWrite, fixture.watched::refusal);
      case HANG -> fixture.watched.spoil(nthWrite, fixture.watched::hang);
      case ANSWER_LOST ->
          fixture.simulator.faultInjector().nthWrite(nthWrite, SimulatedFault.answerLost());
      case GARBAGE ->
          fixture
              .simulator
              .faultInjector()
              .nthWrite(nthWrite, SimulatedFault.garbage().afterwards());
      case FOREIGN_EDIT ->
          fixture.watched.spoil(
              nthWrite,
              () -> {
                fixture.admin.disturb();
                return Optional.empty();
              });
    }
  }

  @Override
  public Optional<Treatment> inForce(Flow flow) {
    return flow.segment().equals(Segment.DEFAULT)
        ? fixture
            .model
            .view()
            .takenAtEvery(flow, BackendFixture.SITES, BackendFixture.VPN)
            .flatMap(CatalystHarness::treatment)
        : Optional.empty();
  }

  private static Optional<Treatment> treatment(MatchedSequence taken) {
    Transport[] transports = taken.colors().stream().map(Transport::new).toArray(Transport[]::new);
    return transports.length == 0
        ? Optional.empty()
        : Optional.of(Treatment.steer(taken.strict() ? Fallback.NONE : Fallback.ANY, transports));
  }

  @Override
  public Set<String> secrets() {
    return Set.of(BackendFixture.PASSWORD);
  }

  @Override
  public String logged() {
    return "";
  }

  @Override
  public void close() {
    fixture.close();
  }
}
