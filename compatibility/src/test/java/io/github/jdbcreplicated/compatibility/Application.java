package io.github.jdbcreplicated.compatibility;

import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every answer tells which server gave it. */
@SpringBootApplication
public class Application {

    /** The handlers. */
    @RestController
    static class Servers {
        private final Reports reports;

        Servers(Reports reports) {
            this.reports = reports;
        }

        @RequestMapping("/read")
        String read() {
            return reports.read();
        }

        @PostMapping("/write")
        String write() {
            reports.write();
            return "written";
        }

        @UsePrimary
        @GetMapping("/handler-on-primary")
        String handlerOnPrimary() {
            return reports.read();
        }

        @PostMapping("/service-on-replica")
        String serviceOnReplica() {
            return reports.onReplica();
        }

        @GetMapping("/read-write")
        String readWrite() {
            return reports.readWrite();
        }

        @GetMapping("/read-only")
        String readOnly() {
            return reports.readOnly();
        }
    }

    /** Proxied for its annotations. */
    @Service
    static class Reports {
        private final JdbcTemplate jdbc;

        Reports(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        String read() {
            return Boolean.TRUE.equals(jdbc.queryForObject("select pg_is_in_recovery()", Boolean.class))
                    ? "replica"
                    : "primary";
        }

        void write() {
            jdbc.execute("create table if not exists written (id int)");
        }

        @UseReplica
        String onReplica() {
            return read();
        }

        @Transactional
        public String readWrite() {
            return read();
        }

        @Transactional(readOnly = true)
        public String readOnly() {
            return read();
        }
    }
}
