package io.papilio.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The diagram of ARCHITECTURE.md as an allow-list: what is not named here may not be used. */
class ArchitectureTest {
  private static final JavaClasses PAPILIO =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.papilio");

  /** A module: its packages, the modules it knows, and the libraries it may use. */
  enum Module {
    CORE("io.papilio.core..", List.of(), "org.ejml..", "com.fasterxml.jackson.."),
    PROTO(
        "io.papilio.protocol..",
        List.of(CORE),
        "io.grpc..",
        "com.google..",
        "javax.imageio..",
        "javax.net.ssl.."),
    ENV_SERVER(
        "io.papilio.envserver..",
        List.of(PROTO, CORE),
        "io.grpc..",
        "com.google.protobuf..",
        "org.bytedeco..",
        "javax.xml..",
        "org.xml.sax..",
        "io.micrometer..",
        "com.sun.net.httpserver..",
        "org.slf4j.."),
    LEARNER(
        "io.papilio.learner..",
        List.of(PROTO, CORE),
        "ai.djl..",
        "dev.ludovic..",
        // Calls the BLAS inside libtorch.
        "com.sun.jna..",
        "com.fasterxml.jackson..",
        "org.apache.arrow..",
        "io.jhdf..",
        // Of images, which Minari keeps as JPEG.
        "javax.imageio..",
        "org.slf4j.."),
    EXPERT(
        "io.papilio.expert..",
        List.of(LEARNER, PROTO, CORE),
        "ai.djl..",
        "com.fasterxml.jackson..",
        "org.slf4j.."),
    CLI(
        "io.papilio.cli..",
        List.of(EXPERT, LEARNER, ENV_SERVER, PROTO, CORE),
        "picocli..",
        // Of the program's own form of log lines.
        "ch.qos.logback..",
        "org.slf4j..",
        "javax.imageio..",
        // Of javax.imageio's metadata.
        "org.w3c.dom..",
        "sun.misc..");

    private final String packages;
    private final List<Module> known;
    private final List<String> libraries;

    Module(String packages, List<Module> known, String... libraries) {
      this.packages = packages;
      this.known = known;
      this.libraries = List.of(libraries);
    }

    String[] allowed() {
      return Arrays.stream(
              new String[][] {
                {"java..", packages},
                known.stream().map(m -> m.packages).toArray(String[]::new),
                libraries.toArray(String[]::new)
              })
          .flatMap(Arrays::stream)
          .toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @EnumSource
  void moduleUsesOnlyWhatTheDiagramAllows(Module module) {
    classes()
        .that()
        .resideInAPackage(module.packages)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(module.allowed())
        .check(PAPILIO);
  }

  @Test
  void grpcStaysAtTheEdges() {
    onlyIn(
        "io.grpc..",
        "io.papilio.protocol.v1..",
        "io.papilio.protocol.client..",
        "io.papilio.envserver",
        "io.papilio.envserver.grpc..");
  }

  @Test
  void nativeCodeStaysInTheMujocoPackages() {
    onlyIn("org.bytedeco..", "io.papilio.envserver.mujoco..");
  }

  @Test
  void formatsOfDataSetsStayInTheirPackage() {
    onlyIn("org.apache.arrow..", "io.papilio.learner.minari..");
    onlyIn("io.jhdf..", "io.papilio.learner.minari..");
  }

  @Test
  void blasStaysWithTheNetworks() {
    onlyIn("dev.ludovic..", "io.papilio.learner.network..");
    onlyIn("com.sun.jna..", "io.papilio.learner.network..");
  }

  @Test
  void metersStayInTheMetricsPackage() {
    onlyIn("io.micrometer..", "io.papilio.envserver", "io.papilio.envserver.metrics..");
  }

  @Test
  void ejmlStaysInLinalg() {
    onlyIn("org.ejml..", "io.papilio.core.linalg..");
  }

  @Test
  void coreReadsJsonOnlyForProvenance() {
    noClasses()
        .that()
        .resideInAPackage("io.papilio.core..")
        .and()
        .resideOutsideOfPackage("io.papilio.core.provenance..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(PAPILIO);
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

  private static void onlyIn(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(PAPILIO);
  }
}
