package dev.fairway.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairway.core.policy.Commit;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.Events;

/** The kit notices what goes wrong with drops, encryption, functions, marks and peers. */
class WordMutantsTest {

  /** The parts of the kit that are about these things alone. */
  static final Set<String> PARTS = Set.of("Words", "LackingWords");

  /** The test that must fail, and the mutants that make it. */
  static Stream<Arguments> mutants() {
    String access = "L08_peersThatAreNotAdmitted_areDroppedInBothDirectionsAndNobodyElse";
    String claimed = "L08_featureInTheProfile_works";
    String lacking = "L08_featureMissingFromTheProfile_isRefusedAndNothingWritten";
    String marks = "L01_everyMark_isObservedAndInForceAsWritten";
    String peers = "L01_peersOfARule_areObservedAsStated";
    String twoPeers = "L01_rulesThatDifferInTheirPeersAlone_areTwo";
    String functions = "L08_requestAndReply_goThroughTheSameFunction";
    String told = "L08_pathOfAPacket_tellsWhatItsRuleDoesBesideSteering";
    String same = "L10_rulesForTheSamePackets_theFirstWinsWhateverTheyDo";
    String nested = "L10_overlappingRulesOfEveryWord_areInForceInTheirOrder";
    return Stream.of(
        mutant(access, "dropsOneDirectionOnly", WordMutants::dropsOneDirectionOnly),
        mutant(claimed, "dropsOneDirectionOnly", WordMutants::dropsOneDirectionOnly),
        mutant(claimed, "passesWhatItShouldDrop", WordMutants::passesWhatItShouldDrop),
        mutant(access, "ignoresThePeers", WordMutants::ignoresThePeers),
        mutant(claimed, "ignoresThePeers", WordMutants::ignoresThePeers),
        mutant(peers, "losesThePeers", WordMutants::losesThePeers),
        mutant(peers, "losesTheSitesOfTheService", WordMutants::losesTheSitesOfTheService),
        mutant(twoPeers, "mergesRulesOfOtherPeers", WordMutants::mergesRulesOfOtherPeers),
        mutant(same, "mergesRulesOfOtherMarks", WordMutants::mergesRulesOfOtherMarks),
        mutant(marks, "losesTheMark", WordMutants::losesTheMark),
        mutant(marks, "takesMarkZeroForNone", WordMutants::takesMarkZeroForNone),
        mutant(marks, "roundsTheMarkToItsClass", WordMutants::roundsTheMarkToItsClass),
        mutant(claimed, "marksInsteadOfSteering", WordMutants::marksInsteadOfSteering),
        mutant(claimed, "fallsBackInTheClear", WordMutants::fallsBackInTheClear),
        mutant(claimed, "claimsEncryptionAndIgnoresIt", WordMutants::claimsEncryptionAndIgnoresIt),
        mutant(functions, "inspectsRequestsOnly", WordMutants::inspectsRequestsOnly),
        mutant(
            claimed,
            "forgetsTheFunctionBesideATunnel",
            WordMutants::forgetsTheFunctionBesideATunnel),
        mutant(functions, "usesTheFirstFunctionForAll", WordMutants::usesTheFirstFunctionForAll),
        mutant(
            "L08_functionThatTheTargetHasNoMore_dropsItsPacketsAndDisturbsNobody",
            "replacesAnUnknownFunction",
            WordMutants::replacesAnUnknownFunction),
        mutant(
            "L08_serviceFunctions_areInTheInventoryWhereTheyAreClaimed",
            "hidesItsFunctions",
            WordMutants::hidesItsFunctions),
        mutant(
            "L08_serviceThatAsksForWhatTheTargetLacks_isHeldWholeAndNoOther",
            "claimsWhatItLacks",
            WordMutants::claimsWhatItLacks),
        mutant(lacking, "acceptsWhatItLacks", WordMutants::acceptsWhatItLacks),
        mutant(lacking, "leavesOutTheMarkThatItLacks", WordMutants::leavesOutTheMarkThatItLacks),
        mutant(told, "tellsNoDrop", PathMutants::tellsNoDrop),
        mutant(told, "tellsADropAsALackOfPaths", PathMutants::tellsADropAsALackOfPaths),
        mutant(told, "tellsNoMark", PathMutants::tellsNoMark),
        mutant(told, "tellsNoFunction", PathMutants::tellsNoFunction),
        mutant(told, "tellsNoEncryption", PathMutants::tellsNoEncryption),
        mutant(told, "takesANamedTransportInTheClear", PathMutants::takesANamedTransportInTheClear),
        mutant(same, "putsDropsFirst", WordMutants::putsDropsFirst),
        mutant(nested, "putsMarksLast", WordMutants::putsMarksLast));
  }

  private static Arguments mutant(String test, String name, MutantConformance.Making making) {
    return Arguments.of(test, Named.of(name, making));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("mutants")
  void kit_onABackendThatIsWrongAboutAWord_failsTheTestForIt(
      String test, MutantConformance.Making making) {
    MutantConformance.runMutant(making);

    SortedSet<String> failed = LawMutantsTest.failed(runWords());

    assertTrue(failed.contains(test), test + " did not fail, but these did: " + failed);
  }

  @Test
  void kit_onALawfulBackend_passesAndSkipsNothing() {
    MutantConformance.runLawful(Commit.PER_STEP);

    Events tests = runWords();

    assertEquals(new TreeSet<>(), LawMutantsTest.failed(tests));
    assertEquals(0, tests.aborted().count(), "tests whose means are missing");
  }

  private static Events runWords() {
    return LawMutantsTest.runParts(
        part -> PARTS.contains(part) || part.equals("Claims") || part.equals("Paths"));
  }
}
