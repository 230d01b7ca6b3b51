package dev.fairway.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and no cycles anywhere: {@code docs/architecture.md}. */
class ModuleArrowsTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fairway");

  private static final String[] CONTRACT = {
    "dev.fairway.spi..",
    "dev.fairway.core.net..",
    "dev.fairway.core.wan..",
    "dev.fairway.core.policy..",
    "dev.fairway.core.plan..",
    "dev.fairway.core.diagnostic.."
  };

  @Test
  void house_isImportedWhole() {
    for (String module : new String[] {"core", "spi", "runtime", "mock", "catalyst", "k8s"}) {
      assertTrue(
          HOUSE.stream()
              .anyMatch(type -> type.getPackageName().startsWith("dev.fairway." + module)),
          module);
    }
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fairway.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void core_knowsNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("dev.fairway.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fairway.spi..",
            "dev.fairway.runtime..",
            "dev.fairway.mock..",
            "dev.fairway.catalyst..",
            "dev.fairway.k8s..",
            "dev.fairway.operator..",
            "org.slf4j..",
            "com.fasterxml..",
            "io.fabric8..")
        .check(HOUSE);
  }

  @Test
  void contract_isTheSpiAndFivePackagesOfCore() {
    classes()
        .that()
        .resideInAPackage("dev.fairway.spi..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(CONTRACT, "java..", "org.jspecify.."))
        .check(HOUSE);
  }

  @Test
  void backends_seeTheContractAndNoMore() {
    backendsSeeOnlyTheContract("dev.fairway.mock..").check(HOUSE);
    backendsSeeOnlyTheContract("dev.fairway.catalyst..").check(HOUSE);
  }

  @Test
  void backendRule_onTheRuntime_finds() {
    assertFalse(
        backendsSeeOnlyTheContract("dev.fairway.runtime..")
            .evaluate(HOUSE)
            .getFailureReport()
            .isEmpty(),
        "the rule finds nothing where there is something to find");
  }

  private static ArchRule backendsSeeOnlyTheContract(String backend) {
    return noClasses()
        .that()
        .resideInAPackage(backend)
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("dev.fairway..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                            with(CONTRACT, backend)))));
  }

  @Test
  void runtime_needsNoKubernetesAndNoVendor() {
    noClasses()
        .that()
        .resideInAPackage("dev.fairway.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..", "dev.fairway.k8s..", "dev.fairway.mock..", "dev.fairway.catalyst..")
        .check(HOUSE);
  }

  @Test
  void fabric8_staysInTheAdapterAndTheProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.fairway.k8s..", "dev.fairway.operator..", "dev.fairway.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("dev.fairway.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8.kubernetes..")
        .check(HOUSE);
  }

  @Test
  void adapter_knowsNoVendor() {
    noClasses()
        .that()
        .resideInAPackage("dev.fairway.k8s..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.fairway.spi..", "dev.fairway.mock..", "dev.fairway.catalyst..")
        .check(HOUSE);
  }

  private static String[] with(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
