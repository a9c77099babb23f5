package io.tabella.store.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Keeps imports running one way, so that each package can be read alone.
 *
 * <p>A rule may find nothing to look at: the packages it names need not exist yet.
 */
final class ArchitectureTest {
  private static final JavaClasses STORE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.tabella.store.jdbc");

  @Test
  void noTwoPackagesNeedEachOther() {
    check(slices().matching("io.tabella.store.(**)").should().beFreeOfCycles());
  }

  @Test
  void onlyTheStoreInterfaceOfTheProviderIsKnown() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta..",
                "io.tabella.jms..",
                "io.tabella.client..",
                "io.tabella.message..",
                "io.tabella.selector..",
                "io.tabella.engine..",
                "io.tabella.destination.."));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(STORE);
  }
}
