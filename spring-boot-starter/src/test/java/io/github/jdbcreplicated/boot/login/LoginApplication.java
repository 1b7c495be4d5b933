package io.github.jdbcreplicated.boot.login;

import java.security.Principal;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Form login; who is signed in is in a session in the database. */
@SpringBootApplication
public class LoginApplication {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(form -> form.defaultSuccessUrl("/home", true))
                .build();
    }

    /** The page after signing in. */
    @RestController
    static class Home {
        @GetMapping("/home")
        String home(Principal user) {
            return "signed in as " + user.getName();
        }
    }

    /** Sessions where the requests' own targets say, which nobody should want: without tokens they are not found. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("test.routed-sessions")
    static class RoutedSessions {
        @Bean(defaultCandidate = false, destroyMethod = "")
        @SpringSessionDataSource
        DataSource sessionDataSource(@Qualifier("dataSource") DataSource routed) {
            return routed;
        }

        /** In a read-write transaction they would be read from the primary. */
        @Bean(defaultCandidate = false)
        TransactionOperations springSessionTransactionOperations() {
            return TransactionOperations.withoutTransaction();
        }
    }
}
