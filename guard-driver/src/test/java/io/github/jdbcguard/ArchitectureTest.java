package io.github.jdbcguard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages depend one way, and each library stays in its room. */
@AnalyzeClasses(
    packages = "io.github.jdbcguard",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("target")
          .definedBy("io.github.jdbcguard.target")
          .layer("sql")
          .definedBy("io.github.jdbcguard.sql")
          .layer("policy")
          .definedBy("io.github.jdbcguard.policy..")
          .layer("server")
          .definedBy("io.github.jdbcguard.server")
          .layer("confirm")
          .definedBy("io.github.jdbcguard.confirm")
          .layer("audit")
          .definedBy("io.github.jdbcguard.audit")
          .layer("vendor")
          .definedBy("io.github.jdbcguard.vendor")
          .layer("driver")
          .definedBy("io.github.jdbcguard.driver")
          .whereLayer("target")
          .mayNotAccessAnyLayer()
          .whereLayer("sql")
          .mayNotAccessAnyLayer()
          .whereLayer("policy")
          .mayOnlyAccessLayers("target", "sql")
          .whereLayer("server")
          .mayOnlyAccessLayers("target", "sql", "policy")
          .whereLayer("vendor")
          .mayOnlyAccessLayers("sql")
          .whereLayer("confirm")
          .mayOnlyAccessLayers("target", "sql", "policy")
          .whereLayer("audit")
          .mayOnlyAccessLayers("target", "sql", "policy");

  @ArchTest
  static final ArchRule onlySqlSeesJsqlparser =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.jdbcguard.sql")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.sf.jsqlparser..");

  @ArchTest
  static final ArchRule onlyPolicySeesYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.jdbcguard.policy.file")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule policyKnowsNothingOfItsFiles =
      noClasses()
          .that()
          .resideInAPackage("io.github.jdbcguard.policy")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.jdbcguard.policy.file");

  @ArchTest
  static final ArchRule policyModuleKnowsNoJdbc =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.github.jdbcguard.target",
              "io.github.jdbcguard.sql",
              "io.github.jdbcguard.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule targetsAndSqlAreFoundWithoutInput =
      noClasses()
          .that()
          .resideInAnyPackage("io.github.jdbcguard.target", "io.github.jdbcguard.sql")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.Socket")
          .orShould()
          .callMethod(java.net.InetAddress.class, "getAllByName", String.class);

  @ArchTest
  static final ArchRule noReflectionOnTheWayOfAStatement =
      noClasses()
          .that()
          .resideInAPackage("io.github.jdbcguard.driver")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.reflect.Proxy");
}
