package dev.fairway.catalyst;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit notices a backend for the Manager that breaks a law. */
class CatalystMutantsTest {

  private static final String KIT = "dev.fairway.testkit.BackendConformanceTest$";

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant("L09", "Writing", "deactivates", CatalystMutant::deactivatesMeanwhile),
        mutant("L03", "Ownership", "sweeps", CatalystMutant::sweepsPeopleAway),
        mutant("L05", "Failures", "ignoresTheBasis", CatalystMutant::ignoresTheBasis),
        mutant("L04", "Failures", "saysAllIsWell", CatalystMutant::saysAllIsWell));
  }

  private static Arguments mutant(
      String law, String part, String name, CatalystMutantConformance.Making making) {
    return Arguments.of(law, part, Named.of(name, making));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("mutants")
  void kit_onAMutant_failsATestOfThatLaw(
      String law, String part, CatalystMutantConformance.Making making) {
    CatalystMutantConformance.tryOut(making);

    SortedSet<String> failed = new TreeSet<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(
            selectNestedClass(List.of(CatalystMutantConformance.class.getName()), KIT + part))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(CatalystMutantsTest::method)
        .forEach(failed::add);

    assertTrue(
        failed.stream().anyMatch(test -> test.startsWith(law + "_")),
        "no test of " + law + " failed, but these did: " + failed);
  }

  private static String method(Event event) {
    return event
        .getTestDescriptor()
        .getSource()
        .map(org.junit.platform.engine.support.descriptor.MethodSource.class::cast)
        .map(org.junit.platform.engine.support.descriptor.MethodSource::getMethodName)
        .orElseThrow();
  }
}
