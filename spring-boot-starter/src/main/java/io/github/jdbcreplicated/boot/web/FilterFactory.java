package io.github.jdbcreplicated.boot.web;

import io.github.jdbcreplicated.boot.ReplicationProperties.SecurityReads;
import io.github.jdbcreplicated.boot.ReplicationProperties.Web;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.TargetResolver;
import io.github.jdbcreplicated.servlet.TokenCarrier;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes the filter from the properties, and says which one it does not take. */
final class FilterFactory {
    private FilterFactory() {}

    static ReplicationFilter create(
            Web web, List<TargetResolver> resolvers, BooleanSupplier acceptsWrites, TokenCarrier carrier) {
        ReplicationFilter.Builder builder = ReplicationFilter.builder()
                .routeHeader(web.routeHeader())
                .unavailableResponse(true)
                .securityReadsOnPrimary(web.securityReads() == SecurityReads.PRIMARY)
                .acceptsWrites(acceptsWrites)
                .tokenCarrier(carrier);
        resolvers.forEach(builder::resolver);
        set(
                "replicated.web.read-methods",
                () -> builder.readMethods(web.readMethods()),
                "Write the methods in upper case, for example GET,HEAD.");
        web.overrides()
                .forEach((pattern, target) -> set(
                        "replicated.web.overrides",
                        () -> builder.override(pattern, target),
                        "Write the pattern in brackets, as Spring Boot drops slashes and stars otherwise: "
                                + "replicated.web.overrides[/reports/**]=replica"));
        return builder.build();
    }

    private static void set(String property, Runnable setter, String remedy) {
        try {
            setter.run();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ReplicationSettingException(property + message.substring(message.indexOf(':')), remedy, e);
        }
    }
}
