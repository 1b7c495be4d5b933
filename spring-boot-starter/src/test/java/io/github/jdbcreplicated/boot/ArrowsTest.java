package io.github.jdbcreplicated.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which module may know which: everything knows core, the starter knows all, and nothing else knows another. */
class ArrowsTest {
    private static final String HOME = "io.github.jdbcreplicated";
    private static final String SERVLET = HOME + ".servlet..";
    private static final String SPRING = HOME + ".spring..";
    private static final String STARTER = HOME + ".boot..";
    private static final String TESTKIT = HOME + ".testkit..";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOME);

    @Test
    void coreKnowsNoHttpAndNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(HOME, HOME + ".spi..", HOME + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.springframework..", "io.micrometer..", SERVLET, SPRING, STARTER)
                .check(ALL);
    }

    @Test
    void theServletModuleKnowsNoSpring() {
        noClasses()
                .that()
                .resideInAPackage(SERVLET)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..", SPRING, STARTER)
                .check(ALL);
    }

    @Test
    void theSpringModuleKnowsNoSpringBoot() {
        noClasses()
                .that()
                .resideInAPackage(SPRING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", STARTER)
                .check(ALL);
    }

    @Test
    void noModuleReachesIntoTheInsideOfCore() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVLET, SPRING, STARTER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOME + ".internal..")
                .check(ALL);
    }

    @Test
    void theTestkitKnowsNoneOfTheOthers() {
        noClasses()
                .that()
                .resideInAPackage(TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME, HOME + ".spi..", HOME + ".internal..", SERVLET, SPRING, STARTER)
                .check(ALL);
    }
}
