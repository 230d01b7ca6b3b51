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

/** The core keeps the rules of the house, and the rules are able to find who does not. */
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
  void core_packages_knowOnlyWhatLiesBelow() {
    ArchitectureRules.ARROWS.check(MAIN);
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
    Set<String> rooms =
        MAIN.stream().map(ArchitectureRules::room).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(rooms.contains("net") && rooms.contains("translate"), rooms.toString());
    rooms.removeAll(ArchitectureRules.MAY_KNOW.keySet());
    assertEquals(Set.of(), rooms);
  }

  @Test
  void rules_theTable_hasNoCycleItself() {
    ArchitectureRules.MAY_KNOW.forEach(
        (room, known) ->
            known.forEach(
                below -> assertTrue(!ArchitectureRules.MAY_KNOW.get(below).contains(room), room)));
    assertTrue(!ArchitectureRules.MAY_KNOW.get("semantics").contains("translate"));
    assertTrue(!ArchitectureRules.MAY_KNOW.get("translate").contains("semantics"));
  }

  @Test
  void arrows_classThatReachesUpwards_isFound() {
    assertFound(ArchitectureRules.ARROWS, "core.wan.SiteId", UpwardDependency.class);
    assertFound(ArchitectureRules.ARROWS, "core.translate.Translator", TranslatorDependency.class);
  }

  @Test
  void arrows_packageOutsideTheTable_isFound() {
    assertFound(ArchitectureRules.ARROWS, "CoreArchitectureTest", CoreArchitectureTest.class);
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
  void purity_codeThatAsksTheMachine_isFound(Class<?> impure) {
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
