package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.fairway.core.policy.Commit;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** A kit that passes on a broken backend is worthless: each law is broken here, and missed. */
class LawBreakersTest {

  /** Every law, and who breaks it. */
  static Stream<Arguments> breakers() {
    return Stream.of(
        breaker("L01", "forgetsARule", WritingBreakers::forgetsARule),
        breaker("L01", "keepsTheOldTreatment", WritingBreakers::keepsTheOldTreatment),
        breaker("L01", "writesOnlyTheFirstPrefix", WritingBreakers::writesOnlyTheFirstPrefix),
        breaker("L02", "writesWithoutNeed", WritingBreakers::writesWithoutNeed),
        breaker("L03", "sweepsForeignRulesAway", WritingBreakers::sweepsForeignRulesAway),
        breaker("L04", "saysAllIsWell", FailureBreakers::saysAllIsWell),
        breaker("L04", "throwsAfterWriting", FailureBreakers::throwsAfterWriting),
        breaker("L05", "ignoresTheBasis", FailureBreakers::ignoresTheBasis),
        breaker("L06", "writesInADryRun", HostCallBreakers::writesInADryRun),
        breaker("L06", "skipsADryRun", HostCallBreakers::skipsADryRun),
        breaker("L07", "waitsForEver", HostCallBreakers::waitsForEver),
        breaker("L07", "ponders", HostCallBreakers::ponders),
        breaker("L07", "swallowsTheInterrupt", HostCallBreakers::swallowsTheInterrupt),
        breaker("L08", "dropsWhatItCannotDo", ClaimBreakers::dropsWhatItCannotDo),
        breaker("L08", "widensPortsToProtocols", ClaimBreakers::widensPortsToProtocols),
        breaker("L08", "describesAnEmptyFabric", ClaimBreakers::describesAnEmptyFabric),
        breaker("L09", "clearsBeforeWriting", WritingBreakers::clearsBeforeWriting),
        breaker("L10", "sortsRulesById", WritingBreakers::sortsRulesById),
        breaker("L11", "findsLimitsTooLate", ClaimBreakers::findsLimitsTooLate),
        breaker("L11", "hasNoLimits", ClaimBreakers::hasNoLimits),
        breaker("L12", "writesWhileReading", ClaimBreakers::writesWhileReading),
        breaker("L13", "closesOnce", HostCallBreakers::closesOnce),
        breaker("L13", "ignoresClose", HostCallBreakers::ignoresClose),
        breaker("L14", "showsItsPassword", HostCallBreakers::showsItsPassword),
        breaker("L14", "complainsWithItsPassword", HostCallBreakers::complainsWithItsPassword),
        breaker("L15", "asksOnce", HostCallBreakers::asksOnce),
        breaker("L16", "sweepsOtherOwnersAway", WritingBreakers::sweepsOtherOwnersAway),
        breaker("L16", "mergesOwners", WritingBreakers::mergesOwners),
        breaker("L01", "installsEverywhere", LazyWriters::installsEverywhere),
        breaker("L01", "readsOnePage", LazyWriters::readsOnePage),
        breaker("L05", "comparesNamesOnly", LazySpeakers::comparesNamesOnly),
        breaker("L06", "checksNothingInADryRun", LazySpeakers::checksNothingInADryRun),
        breaker("L07", "keepsItsOwnTime", LazySpeakers::keepsItsOwnTime),
        breaker("L07", "forgetsTheInterrupt", LazySpeakers::forgetsTheInterrupt),
        breaker("L08", "takesUdpForTcp", LazyWriters::takesUdpForTcp),
        breaker("L08", "writesOnePort", LazyWriters::writesOnePort),
        breaker("L08", "roundsPrefixes", LazyWriters::roundsPrefixes),
        breaker("L08", "mixesSegments", LazyWriters::mixesSegments),
        breaker("L08", "guessesWherePacketsGo", LazySpeakers::guessesWherePacketsGo),
        breaker("L10", "sortsNumbersAsText", LazyWriters::sortsNumbersAsText),
        breaker("L11", "countsReceiversOnly", LazySpeakers::countsReceiversOnly),
        breaker("L13", "reopensWhenCalled", LazySpeakers::reopensWhenCalled),
        breaker("L14", "logsItsHeaders", LazySpeakers::logsItsHeaders),
        breaker("L14", "complainsBehindItsBack", LazySpeakers::complainsBehindItsBack),
        breaker("L16", "takesOwnersByTheirBeginning", LazyWriters::takesOwnersByTheirBeginning),
        breaker("L16", "liftsOthersMeanwhile", LazyWriters::liftsOthersMeanwhile),
        breaker("L16", "putsTheLastWriterFirst", LazySpeakers::putsTheLastWriterFirst),
        breaker("L17", "callsSilenceSuccess", FailureBreakers::callsSilenceSuccess),
        breaker("L17", "callsSilenceFailure", FailureBreakers::callsSilenceFailure));
  }

  private static Arguments breaker(String law, String name, Suspect.Making making) {
    return Arguments.of(law, Named.of(name, making));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("breakers")
  void kit_onABackendThatBreaksALaw_failsATestOfThatLaw(String law, Suspect.Making making) {
    Suspect.tryBreaker(making);

    SortedSet<String> failed = failed(runKit());

    assertTrue(
        failed.stream().anyMatch(test -> test.startsWith(law + "_")),
        "no test of " + law + " failed, but these did: " + failed);
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE_PLAN", "PER_STEP"})
  void kit_onALawfulBackend_passes(Commit commit) {
    Suspect.tryLawful(commit);

    Events tests = runKit();

    assertEquals(new TreeSet<>(), failed(tests));
    assertTrue(tests.succeeded().count() > 0, "the kit ran nothing");
  }

  @Test
  void kit_hasATestAndABreakerForEachLaw() {
    Suspect.tryLawful(Commit.WHOLE_PLAN);
    SortedSet<String> laws = new TreeSet<>();
    for (int law = 1; law <= 17; law++) {
      laws.add(String.format("L%02d", law));
    }

    SortedSet<String> tried = new TreeSet<>();
    runKit().started().stream().forEach(event -> tried.add(method(event).substring(0, 3)));
    SortedSet<String> broken = new TreeSet<>();
    breakers().forEach(arguments -> broken.add((String) arguments.get()[0]));

    assertEquals(laws, tried);
    assertEquals(laws, broken);
  }

  private static Events runKit() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Suspect.class))
        .execute()
        .testEvents();
  }

  private static SortedSet<String> failed(Events tests) {
    SortedSet<String> failed = new TreeSet<>();
    tests.failed().stream().forEach(event -> failed.add(method(event)));
    return failed;
  }

  private static String method(Event event) {
    TestDescriptor test = event.getTestDescriptor();
    return test.getSource()
        .map(org.junit.platform.engine.support.descriptor.MethodSource.class::cast)
        .map(org.junit.platform.engine.support.descriptor.MethodSource::getMethodName)
        .orElseThrow();
  }
}
