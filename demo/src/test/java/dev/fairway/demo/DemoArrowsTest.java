package dev.fairway.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the demo and of what it simulates with: {@code docs/architecture.md}. */
class DemoArrowsTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fairway");

  @Test
  void packages_haveNoCycles() {
    assertTrue(ALL.contain(Demo.class));
    slices().matching("dev.fairway.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void demo_isKnownByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fairway.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fairway.demo..")
        .check(ALL);
  }

  @Test
  void simulators_knowNeitherTheOperatorNorTheAdapterNorABackend() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.fairway.embedded..",
            "dev.fairway.faultinjection..",
            "dev.fairway.catalyst.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fairway.operator..",
            "dev.fairway.k8s..",
            "dev.fairway.spi..",
            "dev.fairway.runtime..",
            "dev.fairway.mock..")
        .check(ALL);
  }
}
