package io.tabella;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Keeps imports running one way, so that each package can be read alone.
 *
 * <p>A rule may find nothing to look at: the packages it names need not exist yet.
 */
final class ArchitectureTest {
  private static final JavaClasses PROVIDER =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.tabella");

  @Test
  void noTwoPackagesNeedEachOther() {
    check(slices().matching("io.tabella.(**)").should().beFreeOfCycles());
  }

  @Test
  void eachLayerKnowsOnlyWhatStandsBelowIt() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("jms")
            .definedBy("io.tabella.jms..")
            .layer("client")
            .definedBy("io.tabella.client..")
            .layer("extension")
            .definedBy("io.tabella.extension..")
            .layer("message")
            .definedBy("io.tabella.message..")
            .layer("selector")
            .definedBy("io.tabella.selector..")
            .layer("engine")
            .definedBy("io.tabella.engine..")
            .layer("destination")
            .definedBy("io.tabella.destination..")
            .layer("store")
            .definedBy("io.tabella.store..")
            .whereLayer("client")
            .mayOnlyAccessLayers(
                "extension", "message", "selector", "engine", "destination", "store")
            .whereLayer("message")
            .mayOnlyAccessLayers("destination", "store")
            .whereLayer("selector")
            .mayOnlyAccessLayers("destination", "store")
            .whereLayer("engine")
            .mayOnlyAccessLayers("store")
            .whereLayer("destination")
            .mayOnlyAccessLayers("store")
            .whereLayer("extension")
            .mayNotAccessAnyLayer()
            .whereLayer("store")
            .mayNotAccessAnyLayer());
  }

  @Test
  void everyClassStandsInOneOfTheLayers() {
    check(
        classes()
            .should()
            .resideInAnyPackage(
                "io.tabella.jms..",
                "io.tabella.client..",
                "io.tabella.extension..",
                "io.tabella.message..",
                "io.tabella.selector..",
                "io.tabella.engine..",
                "io.tabella.destination..",
                "io.tabella.store.."));
  }

  @Test
  void engineDoesNotKnowJakartaMessaging() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.tabella.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.."));
  }

  @Test
  void partsOfTheEngineDoNotKnowItsWiring() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.tabella.engine.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tabella.engine"));
  }

  @Test
  void clientDoesNotKnowItsXaVariant() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.tabella.client")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tabella.client.xa.."));
  }

  @Test
  void storeIsSpokenToInTypesOfTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage("io.tabella.store..")
            .should()
            .onlyDependOnClassesThat(
                resideInAPackage("io.tabella.store..")
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAnyPackage("java..", "javax.sql..", "javax.transaction.xa.."))
                    .as("are of the store, the JDK or JSpecify")));
  }

  @Test
  void everyPackageSaysThatNothingIsNullUnlessMarked() {
    check(classes().should(resideInANullMarkedPackage()));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PROVIDER);
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package with a @NullMarked package-info") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getPackageName() + " has no @NullMarked package-info"));
      }
    };
  }
}
