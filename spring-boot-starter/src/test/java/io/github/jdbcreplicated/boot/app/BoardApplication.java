package io.github.jdbcreplicated.boot.app;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.TargetResolver;
import java.util.Optional;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application: three ways to reach the database, behind the same paths. */
@SpringBootApplication
public class BoardApplication {

    @Bean
    TargetResolver targetOfTheTrustedProxy() {
        return request -> Optional.ofNullable(request.getHeader("X-Target")).map(Target::valueOf);
    }
}
