package io.github.jdbcreplicated;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of core, and the arrows between them. */
class ArchitectureTest {
    private static final String HOME = "io.github.jdbcreplicated";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOME);

    @Test
    void coreNeedsNothingButTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("io.github.jdbcreplicated..")
                .and()
                .resideOutsideOfPackage("..testkit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql..",
                        "javax.crypto..",
                        HOME + "..",
                        "org.jspecify..",
                        "com.google.errorprone.."));
    }

    @Test
    void theTestkitDoesNotKnowCore() {
        check(noClasses()
                .that()
                .resideInAPackage(HOME + ".testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME, HOME + ".spi..", HOME + ".internal.."));
    }

    @Test
    void theChoiceIsPure() {
        check(noClasses()
                .that()
                .resideInAPackage(HOME + ".internal.routing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "java.time..",
                        "java.io..",
                        "java.util.concurrent..",
                        HOME + ".spi..",
                        HOME + ".internal.connection..",
                        HOME + ".internal.cluster..",
                        HOME + ".internal.dialect.."));
    }

    @Test
    void whatWeBelieveAboutServersDoesNotKnowTheConnections() {
        check(noClasses()
                .that()
                .resideInAnyPackage(HOME + ".internal.cluster..", HOME + ".internal.dialect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOME + ".internal.connection.."));
    }

    @Test
    void noRoomNeedsAnotherThatNeedsIt() {
        check(slices().matching(HOME + ".internal.(*)..").should().beFreeOfCycles());
    }

    @Test
    void thePublicTypesCanBeCounted() {
        List<String> published = CORE.stream()
                .filter(type -> type.getPackageName().equals(HOME)
                        || type.getPackageName().equals(HOME + ".spi")
                        || type.getPackageName().equals(HOME + ".token"))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(published).hasSizeBetween(10, 20);
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }
}
