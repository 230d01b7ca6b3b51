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
class LawMutantsTest {

  /** Every law, and who breaks it. */
  static Stream<Arguments> breakers() {
    return Stream.of(
        breaker("L01", "forgetsARule", WritingMutants::forgetsARule),
        breaker("L01", "keepsTheOldTreatment", WritingMutants::keepsTheOldTreatment),
        breaker("L01", "writesOnlyTheFirstPrefix", WritingMutants::writesOnlyTheFirstPrefix),
        breaker("L02", "writesWithoutNeed", WritingMutants::writesWithoutNeed),
        breaker("L03", "sweepsForeignRulesAway", WritingMutants::sweepsForeignRulesAway),
        breaker("L04", "saysAllIsWell", FailureMutants::saysAllIsWell),
        breaker("L04", "throwsAfterWriting", FailureMutants::throwsAfterWriting),
        breaker("L05", "ignoresTheBasis", FailureMutants::ignoresTheBasis),
        breaker("L06", "writesInADryRun", CallContextMutants::writesInADryRun),
        breaker("L06", "skipsADryRun", CallContextMutants::skipsADryRun),
        breaker("L07", "waitsForEver", CallContextMutants::waitsForEver),
        breaker("L07", "ponders", CallContextMutants::ponders),
        breaker("L07", "swallowsTheInterrupt", CallContextMutants::swallowsTheInterrupt),
        breaker("L08", "dropsWhatItCannotDo", CapabilityMutants::dropsWhatItCannotDo),
        breaker("L08", "widensPortsToProtocols", CapabilityMutants::widensPortsToProtocols),
        breaker("L08", "describesAnEmptyFabric", CapabilityMutants::describesAnEmptyFabric),
        breaker("L09", "clearsBeforeWriting", WritingMutants::clearsBeforeWriting),
        breaker("L10", "sortsRulesById", WritingMutants::sortsRulesById),
        breaker("L11", "findsLimitsTooLate", CapabilityMutants::findsLimitsTooLate),
        breaker("L11", "hasNoLimits", CapabilityMutants::hasNoLimits),
        breaker("L12", "writesWhileReading", CapabilityMutants::writesWhileReading),
        breaker("L13", "closesOnce", CallContextMutants::closesOnce),
        breaker("L13", "ignoresClose", CallContextMutants::ignoresClose),
        breaker("L14", "showsItsPassword", CallContextMutants::showsItsPassword),
        breaker("L14", "complainsWithItsPassword", CallContextMutants::complainsWithItsPassword),
        breaker("L15", "asksOnce", CallContextMutants::asksOnce),
        breaker("L16", "sweepsOtherOwnersAway", WritingMutants::sweepsOtherOwnersAway),
        breaker("L16", "mergesOwners", WritingMutants::mergesOwners),
        breaker("L01", "installsEverywhere", EncodingMutants::installsEverywhere),
        breaker("L01", "readsOnePage", EncodingMutants::readsOnePage),
        breaker("L01", "guessesTheDirection", EncodingMutants::guessesTheDirection),
        breaker("L05", "comparesNamesOnly", AnswerMutants::comparesNamesOnly),
        breaker("L06", "checksNothingInADryRun", AnswerMutants::checksNothingInADryRun),
        breaker("L07", "keepsItsOwnTime", AnswerMutants::keepsItsOwnTime),
        breaker("L07", "forgetsTheInterrupt", AnswerMutants::forgetsTheInterrupt),
        breaker("L08", "takesUdpForTcp", EncodingMutants::takesUdpForTcp),
        breaker("L08", "writesOnePort", EncodingMutants::writesOnePort),
        breaker("L08", "roundsPrefixes", EncodingMutants::roundsPrefixes),
        breaker("L08", "mixesSegments", EncodingMutants::mixesSegments),
        breaker("L08", "guessesWherePacketsGo", AnswerMutants::guessesWherePacketsGo),
        breaker("L10", "sortsNumbersAsText", EncodingMutants::sortsNumbersAsText),
        breaker("L11", "countsReceiversOnly", AnswerMutants::countsReceiversOnly),
        breaker("L13", "reopensWhenCalled", AnswerMutants::reopensWhenCalled),
        breaker("L14", "logsItsHeaders", AnswerMutants::logsItsHeaders),
        breaker("L14", "complainsBehindItsBack", AnswerMutants::complainsBehindItsBack),
        breaker("L16", "takesOwnersByTheirBeginning", EncodingMutants::takesOwnersByTheirBeginning),
        breaker("L16", "liftsOthersMeanwhile", EncodingMutants::liftsOthersMeanwhile),
        breaker("L16", "putsTheLastWriterFirst", AnswerMutants::putsTheLastWriterFirst),
        breaker(
            "L18",
            "observesNothingBeforeAnInventory",
            AnswerMutants::observesNothingBeforeAnInventory),
        breaker("L18", "appliesOnlyWhatItObserved", AnswerMutants::appliesOnlyWhatItObserved),
        breaker("L17", "callsSilenceSuccess", FailureMutants::callsSilenceSuccess),
        breaker("L17", "callsSilenceFailure", FailureMutants::callsSilenceFailure));
  }

  private static Arguments breaker(String law, String name, MutantConformance.Making making) {
    return Arguments.of(law, Named.of(name, making));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("breakers")
  void kit_onABackendThatBreaksALaw_failsATestOfThatLaw(
      String law, MutantConformance.Making making) {
    MutantConformance.tryBreaker(making);

    SortedSet<String> failed = failed(runKit());

    assertTrue(
        failed.stream().anyMatch(test -> test.startsWith(law + "_")),
        "no test of " + law + " failed, but these did: " + failed);
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE_PLAN", "PER_STEP"})
  void kit_onALawfulBackend_passes(Commit commit) {
    MutantConformance.tryLawful(commit);

    Events tests = runKit();

    assertEquals(new TreeSet<>(), failed(tests));
    assertTrue(tests.succeeded().count() > 0, "the kit ran nothing");
  }

  @Test
  void kit_hasATestAndABreakerForEachLaw() {
    MutantConformance.tryLawful(Commit.WHOLE_PLAN);
    SortedSet<String> laws = new TreeSet<>();
    for (int law = 1; law <= 18; law++) {
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
        .selectors(selectClass(MutantConformance.class))
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
