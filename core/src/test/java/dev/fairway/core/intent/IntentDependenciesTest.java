package dev.fairway.core.intent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IntentDependenciesTest {

  @Test
  void intent_importsValuesOnly_andNothingThatKnowsClustersOrTargets() {
    JavaClasses core =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fairway.core");
    noClasses()
        .that()
        .resideInAPackage("dev.fairway.core.intent")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify.annotations",
            "dev.fairway.core.intent",
            "dev.fairway.core.net",
            "dev.fairway.core.diagnostic",
            "dev.fairway.core.wan",
            "dev.fairway.core.policy")
        .check(core);
  }
}
