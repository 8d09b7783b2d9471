package io.papilio.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.papilio.it.architecture.sample.above.Roof;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The diagram of the packages, {@code packages.txt} beside this class, is what the code does: an
 * arrow that is not listed fails, and so does a listed one that nobody uses.
 */
class ArchitectureTest {
  private static final JavaClasses PAPILIO =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.papilio");

  /** Each module by the first part of its packages' names, and the modules below it. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "core", Set.of(),
          "kernels", Set.of("core"),
          "protocol", Set.of("core"),
          "artifacts", Set.of("core"),
          "envserver", Set.of("protocol", "kernels", "core"),
          "learner", Set.of("artifacts", "kernels", "core"),
          "expert", Set.of("learner", "artifacts", "kernels", "core"),
          "laboratory", Set.of("expert", "learner", "artifacts", "kernels", "core"),
          "cli",
              Set.of(
                  "laboratory",
                  "expert",
                  "learner",
                  "envserver",
                  "artifacts",
                  "protocol",
                  "kernels",
                  "core"));

  private static final PackageDiagram LISTED = read();

  @Test
  void noPackageUsesWhatIsNotListed() {
    assertEquals(List.of(), PackageDiagram.of(PAPILIO).minus(LISTED));
  }

  @Test
  void everyListedArrowIsUsed() {
    assertEquals(List.of(), LISTED.minus(PackageDiagram.of(PAPILIO)));
  }

  @Test
  void everyPackageIsListed() {
    assertEquals(PackageDiagram.of(PAPILIO).arrows().keySet(), LISTED.arrows().keySet());
  }

  @Test
  void listedArrowsBetweenModulesPointDown() {
    LISTED
        .arrows()
        .forEach(
            (from, used) ->
                used.stream()
                    .map(ArchitectureTest::module)
                    .filter(to -> MODULES.containsKey(to) && !to.equals(module(from)))
                    .forEach(
                        to ->
                            assertTrue(
                                MODULES.get(module(from)).contains(to), from + " -> " + to)));
  }

  @Test
  void anArrowThatIsNotListedIsFound() {
    JavaClasses sample = new ClassFileImporter().importPackagesOf(Roof.class);
    assertEquals(
        List.of("it.architecture.sample.above -> it.architecture.sample.below"),
        PackageDiagram.of(sample).minus(LISTED));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.papilio.(**)").should().beFreeOfCycles().check(PAPILIO);
  }

  @Test
  void packagesAreNamedAfterTheirSubject() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..", "..misc..")
        .check(PAPILIO);
  }

  private static String module(String packageName) {
    return packageName.split("\\.", 2)[0];
  }

  private static PackageDiagram read() {
    try (InputStream file = ArchitectureTest.class.getResourceAsStream("packages.txt")) {
      return PackageDiagram.parse(new String(file.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new IllegalStateException("packages.txt is beside this class", e);
    }
  }
}
