package io.parley.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Opcode;
import io.parley.frame.Rule;
import io.parley.protocol.CloseCode;
import io.parley.protocol.UserKey;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the administration interface agrees with itself, and with the words of Parley's that it lists. */
class OpenApiDocumentTest {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> CHANGING = Set.of("put", "post", "delete", "patch");
    private static final Pattern IN_BRACES = Pattern.compile("\\{(\\w+)}");
    private static final String SCHEMAS = "/components/schemas/";

    private final JsonObject document = read();

    /** A method of a path. */
    private record Operation(String path, String method, JsonObject pathItem, JsonObject value) {

        String id() {
            return value.getString("operationId", "");
        }

        Stream<JsonObject> ownParameters() {
            return Stream.of(pathItem, value).flatMap(at -> objects(at, "parameters"));
        }

        JsonObject responses() {
            return value.getJsonObject("responses");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void it_is_openapi_3_0_3_for_the_role_parley_admin() {
        assertThat(document.getString("openapi")).isEqualTo("3.0.3");
        assertThat(at("/components/securitySchemes/administrator/description")).contains("parley-admin");
        assertThat(document.getJsonArray("security").getJsonObject(0)).containsOnlyKeys("administrator");
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.value()).doesNotContainKey("security"));
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(references()).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(pointer(reference.substring(1)).containsValue(document))
                    .as(reference)
                    .isTrue();
        });
    }

    @Test
    void every_component_is_used() {
        assertThat(document.getJsonObject("components").entrySet().stream()
                        .filter(kind -> !kind.getKey().equals("securitySchemes"))
                        .flatMap(kind -> kind.getValue().asJsonObject().keySet().stream()
                                .map(name -> "#/components/" + kind.getKey() + "/" + name)))
                .isSubsetOf(references());
    }

    @Test
    void every_operation_has_an_id_of_its_own() {
        assertThat(operations().stream().map(Operation::id))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(Pattern.compile("[a-z][A-Za-z]+").asMatchPredicate());
    }

    @Test
    void every_operation_answers_well_or_with_401_or_403() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.responses()).containsKeys("401", "403");
            assertThat(operation.responses().keySet()).anyMatch(status -> status.startsWith("2"));
        });
    }

    @Test
    void every_problem_is_application_problem_json() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(problems(operation)).allSatisfy(problem -> {
                    assertThat(problem.getJsonObject("content")).containsOnlyKeys("application/problem+json");
                    assertThat(references(problem)).containsExactly("#/components/schemas/Problem");
                }));
        assertThat(strings(SCHEMAS + "Problem/required"))
                .containsExactlyInAnyOrder("type", "title", "status", "detail");
    }

    @Test
    void nothing_takes_a_body_and_what_takes_parameters_refuses_bad_ones() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.value()).doesNotContainKey("requestBody");
            if (parameters(operation).anyMatch(parameter -> isIn(parameter, "query"))) {
                assertThat(operation.responses()).containsKey("400");
            }
            if (parameters(operation)
                    .anyMatch(parameter -> parameter.getString("name").equals("id"))) {
                assertThat(operation.responses()).containsKey("404");
            }
        });
    }

    @Test
    void every_part_of_a_path_is_a_parameter() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(parameters(operation).filter(parameter -> isIn(parameter, "path")))
                        .extracting(parameter -> parameter.getString("name"))
                        .containsExactlyElementsOf(IN_BRACES
                                .matcher(operation.path())
                                .results()
                                .map(found -> found.group(1))
                                .toList()));
    }

    @Test
    void exactly_what_changes_something_needs_the_header() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(parameters(operation)
                                .anyMatch(
                                        parameter -> parameter.getString("name").equals("X-Parley-Admin")
                                                && isIn(parameter, "header")
                                                && parameter.getBoolean("required")))
                        .isEqualTo(CHANGING.contains(operation.method())));
    }

    @Test
    void the_close_codes_are_those_of_the_catalogue() {
        List<CloseCode> codes = List.of(CloseCode.values());
        assertThat(array(SCHEMAS + "CloseCode/enum").getValuesAs(JsonNumber::intValue))
                .containsExactlyElementsOf(codes.stream().map(CloseCode::code).toList());
        assertThat(strings(SCHEMAS + "CloseCode/x-enum-descriptions"))
                .containsExactlyElementsOf(codes.stream().map(CloseCode::label).toList());
    }

    @Test
    void the_opcodes_are_the_six_that_mean_something() {
        List<String> opcodes = Arrays.stream(Opcode.values())
                .filter(opcode -> !opcode.isReserved())
                .map(OpenApiDocumentTest::lowerCase)
                .toList();
        assertThat(strings(SCHEMAS + "Opcode/enum")).containsExactlyInAnyOrderElementsOf(opcodes);
        assertThat(pointer(SCHEMAS + "OpcodeCounts/properties")
                        .getValue(document)
                        .asJsonObject())
                .containsOnlyKeys(opcodes);
    }

    @Test
    void the_rules_are_all_there_are() {
        assertThat(strings(SCHEMAS + "Rule/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::name).toList());
    }

    @Test
    void users_are_guests_or_principals() {
        assertThat(strings(SCHEMAS + "UserKind/enum"))
                .containsExactlyInAnyOrder(lowerCase(UserKey.Kind.GUEST), lowerCase(UserKey.Kind.PRINCIPAL));
    }

    @ParameterizedTest
    @CsvSource({
        "listConnections, limit,         minimum, 1",
        "listConnections, limit,         maximum, 500",
        "listConnections, limit,         default, 50",
        "listConnections, offset,        minimum, 0",
        "listConnections, offset,        maximum, 100000",
        "listConnections, offset,        default, 0",
        "listConnections, state,         enum,    '[\"open\",\"closing\"]'",
        "listConnections, sort,          default, '\"age\"'",
        "listConnections, order,         enum,    '[\"asc\",\"desc\"]'",
        "getFrames,       limit,         minimum, 1",
        "getFrames,       limit,         maximum, 10000",
        "getFrames,       limit,         default, 200",
        "getFrames,       after,         minimum, 0",
        "getFrames,       after,         default, 0",
        "getFrames,       format,        enum,    '[\"json\",\"jsonl\",\"pcapng\"]'",
        "followFrames,    after,         minimum, 0",
        "followFrames,    Last-Event-ID, minimum, 0",
        "listRooms,       limit,         maximum, 500",
        "listRooms,       offset,        maximum, 100000",
    })
    void parameters_have_their_bounds(String operation, String parameter, String bound, String value) {
        assertThat(operations().stream()
                        .filter(one -> one.id().equals(operation))
                        .flatMap(this::parameters)
                        .filter(one -> one.getString("name").equals(parameter))
                        .map(one -> resolved(one.getJsonObject("schema")).get(bound)))
                .extracting(Objects::toString)
                .containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({
        "Frame/properties/number/minimum,        1",
        "Frame/properties/rsv/minimum,           0",
        "Frame/properties/rsv/maximum,           7",
        "Subject/properties/sample/minimum,      1",
        "ConnectionPage/properties/connections/maxItems, 500",
        "RoomPage/properties/rooms/maxItems,     500",
        "Frames/properties/frames/maxItems,      10000",
    })
    void schemas_have_their_bounds(String schema, int bound) {
        assertThat(at(SCHEMAS + schema)).isEqualTo(String.valueOf(bound));
    }

    private static JsonObject read() {
        try (InputStream in = Objects.requireNonNull(OpenApiDocumentTest.class.getResourceAsStream("openapi.json"));
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Operation> operations() {
        return document.getJsonObject("paths").entrySet().stream()
                .flatMap(path -> path.getValue().asJsonObject().entrySet().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> new Operation(
                                path.getKey(),
                                entry.getKey(),
                                path.getValue().asJsonObject(),
                                entry.getValue().asJsonObject())))
                .toList();
    }

    private Stream<JsonObject> parameters(Operation operation) {
        return operation.ownParameters().map(this::resolved);
    }

    private List<JsonObject> problems(Operation operation) {
        return operation.responses().entrySet().stream()
                .filter(response -> !response.getKey().matches("[123].*"))
                .map(response -> resolved(response.getValue().asJsonObject()))
                .toList();
    }

    private static boolean isIn(JsonObject parameter, String place) {
        return parameter.getString("in").equals(place);
    }

    private JsonObject resolved(JsonObject object) {
        return object.containsKey("$ref")
                ? pointer(object.getString("$ref").substring(1))
                        .getValue(document)
                        .asJsonObject()
                : object;
    }

    private Set<String> references() {
        return references(document);
    }

    private static Set<String> references(JsonValue value) {
        Matcher matcher = Pattern.compile("\"\\$ref\":\"([^\"]*)\"").matcher(value.toString());
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Stream<JsonObject> objects(Map<String, JsonValue> parent, String name) {
        return Stream.ofNullable(parent.get(name))
                .map(JsonValue::asJsonArray)
                .flatMap(Collection::stream)
                .map(JsonValue::asJsonObject);
    }

    private static JsonPointer pointer(String path) {
        return Json.createPointer(path);
    }

    private String at(String path) {
        return pointer(path).getValue(document).toString();
    }

    private JsonArray array(String path) {
        return pointer(path).getValue(document).asJsonArray();
    }

    private List<String> strings(String path) {
        return array(path).getValuesAs(JsonString::getString);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
