package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of the interface against the classes behind it. */
class OpenApiCodeTest {

    private static final Set<Class<?>> RESOURCES = new AdminApplication()
            .getClasses().stream()
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .collect(Collectors.toSet());

    @Test
    void the_document_has_what_the_code_has_path_by_path_with_the_parameters() throws IOException {
        assertThat(documented()).isEqualTo(coded());
    }

    @Test
    void every_resource_is_for_administrators_only() {
        assertThat(RESOURCES).isNotEmpty().allMatch(type -> type.isAnnotationPresent(AdminOnly.class));
        assertThat(RoleFilter.class).hasAnnotation(AdminOnly.class);
    }

    private static Set<String> coded() {
        return RESOURCES.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()).flatMap(method -> operation(type, method)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> operation(Class<?> type, Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(http -> http.value() + " " + path(type, method) + " " + coded(method));
    }

    private static String path(Class<?> type, Method method) {
        String path = "/admin/" + value(type) + (value(method).isEmpty() ? "" : "/" + value(method));
        return path.replace("//", "/").replaceAll("\\{(file|name)[^}]*}+.*", "{file}");
    }

    private static String value(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static Set<String> coded(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                        : Stream.of((AnnotatedElement) parameter))
                .map(element -> element.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented() throws IOException {
        JsonObject document = document();
        Set<String> operations = new TreeSet<>();
        document.getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject().forEach((name, operation) -> {
                    if (!name.equals("parameters")) {
                        operations.add(name.toUpperCase(Locale.ROOT) + " " + path + " "
                                + query(document, operation.asJsonObject()));
                    }
                }));
        return operations;
    }

    private static Set<String> query(JsonObject document, JsonObject operation) {
        if (!operation.containsKey("parameters")) {
            return Set.of();
        }
        return operation.getJsonArray("parameters").stream()
                .map(JsonValue::asJsonObject)
                .map(parameter -> parameter.containsKey("$ref")
                        ? document.getValue(parameter.getString("$ref").substring(1))
                                .asJsonObject()
                        : parameter)
                .filter(parameter -> parameter.getString("in").equals("query"))
                .map(parameter -> parameter.getString("name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonObject document() throws IOException {
        try (InputStream in = Objects.requireNonNull(OpenApiCodeTest.class.getResourceAsStream("openapi.json"));
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }
}
