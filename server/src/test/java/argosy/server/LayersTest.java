package argosy.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may use whom. ARCHITECTURE.md says why.
class LayersTest {
  private static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("wire")
          .definedBy("argosy.wire..")
          .layer("codec")
          .definedBy("argosy.wire.shape..")
          .layer("domain")
          .definedBy("argosy.domain..")
          .layer("store")
          .definedBy("argosy.store..")
          .layer("control")
          .definedBy("argosy.control..")
          .layer("telemetry")
          .definedBy("argosy.telemetry..")
          .layer("api")
          .definedBy("argosy.api..")
          .layer("agent")
          .definedBy("argosy.agent..")
          .layer("sim")
          .definedBy("argosy.sim..")
          .layer("server")
          .definedBy("argosy.server..")
          .whereLayer("wire")
          .mayOnlyAccessLayers("codec")
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("domain", "codec", "wire")
          .whereLayer("control")
          .mayOnlyAccessLayers("wire", "codec", "domain", "store")
          .whereLayer("telemetry")
          .mayOnlyAccessLayers("domain", "store")
          .whereLayer("api")
          .mayOnlyAccessLayers("wire", "codec", "domain", "control", "telemetry")
          .whereLayer("agent")
          .mayOnlyAccessLayers("wire", "codec", "domain")
          .whereLayer("sim")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("server")
          .mayNotBeAccessedByAnyLayer()
          .as("wire and domain use nothing of ours, and everybody only what stands below");

  private static final ArchRule STORE_USES_THE_CODEC =
      noClasses()
          .that()
          .resideInAPackage("argosy.store..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are of the wire, but not of its codec",
                  type ->
                      type.getPackageName().startsWith("argosy.wire")
                          && !type.getPackageName().startsWith("argosy.wire.shape")))
          .as("of the wire, store uses the codec only (decision 0002)");

  private static final ArchRule TELEMETRY_KEEPS_NO_STATE =
      noClasses()
          .that()
          .resideInAPackage("argosy.telemetry..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("argosy\\.store\\.(JdbcStore|MemoryStore|Accounts.*)")
          .as("of the store, telemetry uses the databases only (decision 0014)");

  private static final ArchRule DOMAIN_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("argosy.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.net..",
              "java.nio..",
              "java.sql..",
              "java.util.concurrent..",
              "org.slf4j..",
              "tools.jackson..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .as("domain has no clock, chance, I/O, threads or logs: take them as arguments");

  private static final ArchRule DOMAIN_NEEDS_LITTLE =
      classes()
          .that()
          .resideInAPackage("argosy.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "argosy.domain..",
              "java..",
              "org.jspecify.annotations..",
              "org.pcollections..",
              "com.google.re2j..",
              "software.amazon.awssdk.core..",
              "software.amazon.awssdk.utils..",
              "software.amazon.awssdk.services.ecs.model..")
          .as("domain stands on the JDK, pcollections, re2j and AWS's model classes");

  private static final ArchRule WIRE_HAS_NO_MEANING =
      noClasses()
          .that()
          .resideInAPackage("argosy.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services..")
          .as("wire knows no service: it works on SdkPojo");

  private static final ArchRule LOGS_ARE_FOR_LOOPS =
      noClasses()
          .that()
          .resideInAnyPackage("argosy.domain..", "argosy.store..", "argosy.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..")
          .as("domain, store and api return what happened; who loops logs it");

  private static final ArchRule PLAIN_NAMES =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Manager|Util|Utils|Helper|Helpers|Impl|Base|Common|Info|Data|Processor)$")
          .as("names are nouns and verbs of ECS (STYLE.md, rule 9)");

  private static final ArchRule AGGREGATES_DO_NOT_TANGLE =
      slices().matching("argosy.domain.(*)..").should().beFreeOfCycles();

  private static final ArchRule LOOPS_DO_NOT_TANGLE =
      slices().matching("argosy.control.(*)..").should().beFreeOfCycles();

  @TestFactory
  Stream<DynamicTest> theHouseStandsAsDrawn() {
    JavaClasses code = code();
    return Stream.of(
            LAYERS,
            STORE_USES_THE_CODEC,
            TELEMETRY_KEEPS_NO_STATE,
            DOMAIN_IS_PURE,
            DOMAIN_NEEDS_LITTLE,
            WIRE_HAS_NO_MEANING,
            LOGS_ARE_FOR_LOOPS,
            PLAIN_NAMES,
            AGGREGATES_DO_NOT_TANGLE,
            LOOPS_DO_NOT_TANGLE)
        .map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(code)));
  }

  /// Rules about what isn't there hold always.
  @Test
  void everyModuleThatTheServerNeedsIsLookedAt() {
    Map<String, Long> classes =
        code().stream()
            .collect(
                Collectors.groupingBy(
                    type -> type.getPackageName().split("\\.", -1)[1], Collectors.counting()));
    assertTrue(
        classes
            .keySet()
            .containsAll(
                List.of(
                    "wire", "domain", "store", "control", "telemetry", "api", "agent", "server")),
        classes.toString());
  }

  private static JavaClasses code() {
    List<Path> built =
        Sources.modules().stream()
            .map(module -> module.resolve("target").resolve("classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(built);
  }
}
