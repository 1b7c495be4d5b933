package io.github.jdbcreplicated.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What an application without the web, or without context propagation, must not come to load. */
class RoomsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.jdbcreplicated.spring");

    @Test
    void onlyWhatServesHandlersKnowsTheWeb() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Handler")
                .and()
                .doNotHaveSimpleName("CallableScope")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..")
                .check(classes);
    }

    @Test
    void nothingElseKnowsWhatServesHandlers() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Handler")
                .and()
                .doNotHaveSimpleName("CallableScope")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameContaining("HandlerInterceptor")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("HandlerScopes")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("CallableScope")
                .check(classes);
    }

    @Test
    void onlyTheAccessorKnowsContextPropagation() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ReplicationThreadLocalAccessor")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(classes);
    }

    @Test
    void onlyTheClientInterceptorKnowsHttpClients() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ReplicationClientInterceptor")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.http..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ReplicationClientInterceptor")
                .check(classes);
    }

    @Test
    void nothingNeedsTheServletModule() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.jdbcreplicated.servlet..")
                .check(classes);
    }
}
