package io.github.jdbcreplicated.testkit;

import io.github.jdbcreplicated.testkit.internal.server.Credentials;
import io.github.jdbcreplicated.testkit.internal.server.Launcher;
import io.github.jdbcreplicated.testkit.internal.server.PostgresHome;
import io.github.jdbcreplicated.testkit.internal.server.ServerSettings;

/** What all servers of one cluster have in common. */
record Blueprint(
        PostgresHome home,
        Launcher launcher,
        Credentials superuser,
        Credentials application,
        ServerSettings settings) {}
