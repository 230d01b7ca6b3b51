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
import java.util.Optional;
import java.util.Set;

/** A fresh simulated Manager for one test of the kit, and the real client on it. */
class CatalystHarness implements BackendHarness {

  final BackendFixture bench;
  private int planted;

  CatalystHarness(BackendFixture bench) {
    this.bench = bench;
  }

  @Override
  public SdwanBackend open(OwnerId owner) {
    return bench.open(owner);
  }

  @Override
  public Optional<SdwanBackend> openWith(OwnerId owner, TargetProfile less) {
    return Optional.of(bench.open(owner, less));
  }

  @Override
  public long writes() {
    return bench.watched.writes();
  }

  @Override
  public void onWrite(Runnable look) {
    bench.watched.onWrite(look);
  }

  @Override
  public void addForeign() {
    bench.people.plant(++planted);
  }

  @Override
  public byte[] foreign() {
    return bench.people.everything().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void fault(Fault fault, int nthWrite) {
    switch (fault) {
      case REFUSE -> bench.watched.spoil(nthWrite, bench.watched::refusal);
      case HANG -> bench.watched.spoil(nthWrite, bench.watched::hang);
      case ANSWER_LOST ->
          bench.simulator.faultInjector().nthWrite(nthWrite, SimulatedFault.answerLost());
      case GARBAGE ->
          bench.simulator.faultInjector().nthWrite(nthWrite, SimulatedFault.garbage().afterwards());
      case FOREIGN_EDIT ->
          bench.watched.spoil(
              nthWrite,
              () -> {
                bench.people.disturb();
                return Optional.empty();
              });
    }
  }

  @Override
  public Optional<Treatment> inForce(Flow flow) {
    return flow.segment().equals(Segment.DEFAULT)
        ? bench
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
    bench.close();
  }
}
