package io.parley.log.jdbc;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The scripts beside this class, by name: a server may keep a deployment's files in a way of its own, where Flyway
 * cannot look around. Never change one that has been released; add another.
 */
final class Migrations implements ResourceProvider {

    private final List<String> names;

    Migrations(String... names) {
        this.names = List.of(names);
    }

    @Override
    @SuppressWarnings("NullAway") // Flyway's interface asks for null where there is none
    public LoadableResource getResource(String name) {
        return names.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names.stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .map(name -> (LoadableResource) new Script(name))
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream script = Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name);
            return new InputStreamReader(script, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
