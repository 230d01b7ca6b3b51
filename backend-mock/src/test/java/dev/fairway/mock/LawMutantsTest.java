package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.fairway.core.policy.Commit;
import dev.fairway.testkit.BackendConformanceTest;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** A kit that passes on a broken backend is worthless: each law is broken here, and missed. */
class LawMutantsTest {

  /** Every law, and the mutants that break it. */
  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant("L01", "forgetsARule", WritingMutants::forgetsARule),
        mutant("L01", "keepsTheOldTreatment", WritingMutants::keepsTheOldTreatment),
        mutant("L01", "writesOnlyTheFirstPrefix", WritingMutants::writesOnlyTheFirstPrefix),
        mutant("L02", "writesWithoutNeed", WritingMutants::writesWithoutNeed),
        mutant("L03", "sweepsForeignRulesAway", WritingMutants::sweepsForeignRulesAway),
        mutant("L04", "saysAllIsWell", FailureMutants::saysAllIsWell),
        mutant("L04", "throwsAfterWriting", FailureMutants::throwsAfterWriting),
        mutant("L05", "ignoresTheBasis", FailureMutants::ignoresTheBasis),
        mutant("L06", "writesInADryRun", CallContextMutants::writesInADryRun),
        mutant("L06", "skipsADryRun", CallContextMutants::skipsADryRun),
        mutant("L07", "waitsForEver", CallContextMutants::waitsForEver),
        mutant("L07", "ponders", CallContextMutants::ponders),
        mutant("L07", "swallowsTheInterrupt", CallContextMutants::swallowsTheInterrupt),
        mutant("L08", "dropsWhatItCannotDo", CapabilityMutants::dropsWhatItCannotDo),
        mutant("L08", "widensPortsToProtocols", CapabilityMutants::widensPortsToProtocols),
        mutant("L08", "describesAnEmptyFabric", CapabilityMutants::describesAnEmptyFabric),
        mutant("L09", "clearsBeforeWriting", WritingMutants::clearsBeforeWriting),
        mutant("L10", "sortsRulesById", WritingMutants::sortsRulesById),
        mutant("L11", "findsLimitsTooLate", CapabilityMutants::findsLimitsTooLate),
        mutant("L11", "hasNoLimits", CapabilityMutants::hasNoLimits),
        mutant("L12", "writesWhileReading", CapabilityMutants::writesWhileReading),
        mutant("L13", "closesOnce", CallContextMutants::closesOnce),
        mutant("L13", "ignoresClose", CallContextMutants::ignoresClose),
        mutant("L14", "showsItsPassword", CallContextMutants::showsItsPassword),
        mutant("L14", "complainsWithItsPassword", CallContextMutants::complainsWithItsPassword),
        mutant("L15", "asksOnce", CallContextMutants::asksOnce),
        mutant("L16", "sweepsOtherOwnersAway", WritingMutants::sweepsOtherOwnersAway),
        mutant("L16", "mergesOwners", WritingMutants::mergesOwners),
        mutant("L01", "installsEverywhere", EncodingMutants::installsEverywhere),
        mutant("L01", "readsOnePage", EncodingMutants::readsOnePage),
        mutant("L01", "guessesTheDirection", EncodingMutants::guessesTheDirection),
        mutant("L05", "comparesNamesOnly", AnswerMutants::comparesNamesOnly),
        mutant("L06", "checksNothingInADryRun", AnswerMutants::checksNothingInADryRun),
        mutant("L07", "keepsItsOwnTime", AnswerMutants::keepsItsOwnTime),
        mutant("L07", "forgetsTheInterrupt", AnswerMutants::forgetsTheInterrupt),
        mutant("L08", "takesUdpForTcp", EncodingMutants::takesUdpForTcp),
        mutant("L08", "writesOnePort", EncodingMutants::writesOnePort),
        mutant("L08", "roundsPrefixes", EncodingMutants::roundsPrefixes),
        mutant("L08", "mixesSegments", EncodingMutants::mixesSegments),
        mutant("L08", "guessesWherePacketsGo", AnswerMutants::guessesWherePacketsGo),
        mutant("L10", "sortsNumbersAsText", EncodingMutants::sortsNumbersAsText),
        mutant("L11", "countsReceiversOnly", AnswerMutants::countsReceiversOnly),
        mutant("L13", "reopensWhenCalled", AnswerMutants::reopensWhenCalled),
        mutant("L14", "logsItsHeaders", AnswerMutants::logsItsHeaders),
        mutant("L14", "complainsBehindItsBack", AnswerMutants::complainsBehindItsBack),
        mutant("L16", "takesOwnersByTheirBeginning", EncodingMutants::takesOwnersByTheirBeginning),
        mutant("L16", "liftsOthersMeanwhile", EncodingMutants::liftsOthersMeanwhile),
        mutant("L16", "putsTheLastWriterFirst", AnswerMutants::putsTheLastWriterFirst),
        mutant(
            "L18",
            "observesNothingBeforeAnInventory",
            AnswerMutants::observesNothingBeforeAnInventory),
        mutant("L18", "appliesOnlyWhatItObserved", AnswerMutants::appliesOnlyWhatItObserved),
        mutant("L19", "neverSeesAChange", AnswerMutants::neverSeesAChange),
        mutant("L19", "alwaysSeesAChange", AnswerMutants::alwaysSeesAChange),
        mutant("L19", "looksFromMemory", AnswerMutants::looksFromMemory),
        mutant("L19", "looksAtTheNumberOfRules", AnswerMutants::looksAtTheNumberOfRules),
        mutant("L20", "namesWhoAsks", AnswerMutants::namesWhoAsks),
        mutant("L20", "namesEachChangeAlike", AnswerMutants::namesEachChangeAlike),
        mutant("L17", "callsSilenceSuccess", FailureMutants::callsSilenceSuccess),
        mutant("L17", "callsSilenceFailure", FailureMutants::callsSilenceFailure));
  }

  private static Arguments mutant(String law, String name, MutantConformance.Making making) {
    return Arguments.of(law, Named.of(name, making));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("mutants")
  void kit_onABackendThatBreaksALaw_failsATestOfThatLaw(
      String law, MutantConformance.Making making) {
    MutantConformance.runMutant(making);

    SortedSet<String> failed = failed(runParts(part -> !WordMutantsTest.PARTS.contains(part)));

    assertTrue(
        failed.stream().anyMatch(test -> test.startsWith(law + "_")),
        "no test of " + law + " failed, but these did: " + failed);
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE_PLAN", "PER_STEP"})
  void kit_onALawfulBackend_passes(Commit commit) {
    MutantConformance.runLawful(commit);

    Events tests = runKit();

    assertEquals(new TreeSet<>(), failed(tests));
    assertTrue(tests.succeeded().count() > 0, "the kit ran nothing");
  }

  @Test
  void kit_hasATestAndAMutantForEachLaw() {
    MutantConformance.runLawful(Commit.WHOLE_PLAN);
    SortedSet<String> laws = new TreeSet<>();
    for (int law = 1; law <= 20; law++) {
      laws.add(String.format("L%02d", law));
    }

    SortedSet<String> tried = new TreeSet<>();
    runKit().started().stream().forEach(event -> tried.add(method(event).substring(0, 3)));
    SortedSet<String> broken = new TreeSet<>();
    mutants().forEach(arguments -> broken.add((String) arguments.get()[0]));

    assertEquals(laws, tried);
    assertEquals(laws, broken);
  }

  private static Events runKit() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(MutantConformance.class))
        .execute()
        .testEvents();
  }

  /** Runs the parts of the kit whose names fit. */
  static Events runParts(Predicate<String> names) {
    List<String> kit = List.of(MutantConformance.class.getName());
    return EngineTestKit.engine("junit-jupiter")
        .selectors(
            Stream.of(BackendConformanceTest.class.getDeclaredClasses())
                .filter(part -> names.test(part.getSimpleName()))
                .map(part -> selectNestedClass(kit, part.getName()))
                .toArray(DiscoverySelector[]::new))
        .execute()
        .testEvents();
  }

  static SortedSet<String> failed(Events tests) {
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
