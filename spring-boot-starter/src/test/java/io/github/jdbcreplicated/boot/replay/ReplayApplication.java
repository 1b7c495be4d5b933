package io.github.jdbcreplicated.boot.replay;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** With sessions in the database, and pages that one has to sign in for. */
@SpringBootApplication
public class ReplayApplication {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/secret/**")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> etags =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        etags.addUrlPatterns("/mvc/etag");
        return etags;
    }

    /** As late as an application can ask for. */
    @Bean
    FilterRegistrationBean<LateFilter> late() {
        FilterRegistrationBean<LateFilter> late = new FilterRegistrationBean<>(new LateFilter());
        late.setOrder(Ordered.LOWEST_PRECEDENCE);
        late.setMatchAfter(true);
        return late;
    }
}
