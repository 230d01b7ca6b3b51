package dev.fairway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.fairway.core.net.UpwardDependency;
import dev.fairway.core.semantics.TranslatorDependency;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The core keeps the architecture rules, and each rule finds a class that breaks it. */
class CoreArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ArchitectureRules.CORE);

  @Test
  void core_packages_haveNoCycles() {
    ArchitectureRules.NO_CYCLES.check(MAIN);
  }

  @Test
  void core_packages_dependOnlyOnPackagesBelow() {
    ArchitectureRules.DEPENDENCIES.check(MAIN);
  }

  @Test
  void core_types_dependOnNothingButPureParts() {
    ArchitectureRules.PURE_TYPES.check(MAIN);
  }

  @Test
  void core_code_readsNoClockAndStartsNoThread() {
    ArchitectureRules.PURE_MEMBERS.check(MAIN);
  }

  @Test
  void rules_everyPackageOfTheCore_isInTheTable() {
    Set<String> packages =
        MAIN.stream()
            .map(ArchitectureRules::corePackage)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(packages.contains("net") && packages.contains("translate"), packages.toString());
    packages.removeAll(ArchitectureRules.MAY_IMPORT.keySet());
    assertEquals(Set.of(), packages);
  }

  @Test
  void rules_theTable_hasNoCycleItself() {
    ArchitectureRules.MAY_IMPORT.forEach(
        (corePackage, known) ->
            known.forEach(
                below ->
                    assertTrue(
                        !ArchitectureRules.MAY_IMPORT.get(below).contains(corePackage),
                        corePackage)));
    assertTrue(!ArchitectureRules.MAY_IMPORT.get("semantics").contains("translate"));
    assertTrue(!ArchitectureRules.MAY_IMPORT.get("translate").contains("semantics"));
  }

  @Test
  void dependencies_classThatReachesUpwards_isFound() {
    assertFound(ArchitectureRules.DEPENDENCIES, "core.wan.SiteId", UpwardDependency.class);
    assertFound(
        ArchitectureRules.DEPENDENCIES, "core.translate.Translator", TranslatorDependency.class);
  }

  @Test
  void dependencies_packageOutsideTheTable_isFound() {
    assertFound(ArchitectureRules.DEPENDENCIES, "CoreArchitectureTest", CoreArchitectureTest.class);
  }

  @Test
  void cycles_classThatReachesUpwards_isFound() {
    Class<?>[] all =
        Stream.concat(MAIN.stream().map(JavaClass::reflect), Stream.of(UpwardDependency.class))
            .toArray(Class<?>[]::new);
    assertFound(ArchitectureRules.NO_CYCLES, "Cycle detected", all);
  }

  static Stream<Class<?>> impureTypes() {
    return Arrays.stream(ImpurityFixtures.class.getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(ImpurityFixtures.ByType.class));
  }

  static Stream<Class<?>> impureCode() {
    return Arrays.stream(ImpurityFixtures.class.getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(ImpurityFixtures.ByMember.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impureTypes")
  void purity_classThatDependsOnMore_isFound(Class<?> impure) {
    assertFound(
        ArchitectureRules.PURE_TYPES,
        impure.getAnnotation(ImpurityFixtures.ByType.class).value(),
        impure);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impureCode")
  void purity_codeThatReadsTheMachine_isFound(Class<?> impure) {
    assertFound(
        ArchitectureRules.PURE_MEMBERS,
        impure.getAnnotation(ImpurityFixtures.ByMember.class).value(),
        impure);
  }

  private static void assertFound(ArchRule rule, String what, Class<?>... bad) {
    JavaClasses imported = new ClassFileImporter().importClasses(bad);
    String message = assertThrows(AssertionError.class, () -> rule.check(imported)).getMessage();
    assertTrue(message.contains(what), message);
  }
}
